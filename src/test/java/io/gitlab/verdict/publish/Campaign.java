package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Trial;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.http.Deadline;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.sandbox.Assumption;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One publication under faults, all drawn from a seed: published by one job or by two at once, perhaps once more, then
 * replayed from the outbox, perhaps elsewhere, while the faults end bit by bit. What is told is compared with what the
 * tracker really holds.
 */
final class Campaign {
    private static final String BUILD = "GitLab-4711";
    private static final Instant DATE = Instant.parse("2026-11-21T20:10:00Z");
    private static final String UNKNOWN = "TC99999";
    private static final VerdictPolicy POLICY = new VerdictPolicy(
            Optional.of(Verdict.ERROR),
            Optional.of(Verdict.BLOCKED),
            Optional.of(Verdict.INCONCLUSIVE),
            Optional.of(Verdict.BLOCKED));
    private static final List<Assumption> ASSUMPTIONS = List.of(
            Assumption.BATCH_HOLDS_25_ENTRIES,
            Assumption.BATCH_IS_TRANSACTIONAL,
            Assumption.BATCH_ANSWERS_OUT_OF_ORDER,
            Assumption.SESSION_COOKIE_DEFEATS_KEY);

    private final long seed;
    private final Path directory;
    private final Random random;
    private final RallyServer server;
    private final List<String> testCases;
    private final List<Resolution> resolutions = new ArrayList<>();
    private final boolean testSet;
    private final OptionalInt batchSize;
    private final OptionalInt maxConcurrency;
    private final List<String> story = Collections.synchronizedList(new ArrayList<>());
    private Faults faults = Faults.NONE;

    private Campaign(long seed, Path directory) {
        this.seed = seed;
        this.directory = directory;
        this.random = new Random(seed);
        this.server = RallyServer.start(
                directory,
                ASSUMPTIONS.stream().filter(one -> random.nextInt(4) == 0).toArray(Assumption[]::new));
        this.testCases = server.testCases(1 + random.nextInt(30));
        this.testSet = random.nextInt(3) == 0;
        this.batchSize = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(40));
        this.maxConcurrency = OptionalInt.of(random.nextInt(3) > 0 ? 1 : 4);
    }

    /** Runs the campaign of this seed. */
    static void run(long seed, Path directory) throws Exception {
        Campaign campaign = new Campaign(seed, directory);
        try {
            campaign.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(campaign + ": " + e, e);
        } finally {
            campaign.server.close();
        }
    }

    private void run() throws Exception {
        server.create("testset", Map.of("Name", "Sprint 1"));
        drawResolutions();
        prepareSome();
        List<Path> outboxes = publish();
        if (random.nextInt(3) == 0) {
            inflict(FaultMix.milder(faults, random));
            replay(outboxes);
        }
        inflict(Faults.NONE);
        replay(outboxes);
        assertOnceAndRight();
        assertNothingWaitsWithoutReason(outboxes);
        assertAttachedOnce();
        assertThat(server.leaks()).isZero();
        assertThat(publishInto(newOutbox())).allMatch(this::settled);
    }

    private boolean settled(ResultStatus status) {
        return status.state() == State.ALREADY_THERE
                || status.result().key().testCase().equals(UNKNOWN);
    }

    private void drawResolutions() {
        for (int i = 0; i < testCases.size(); i++) {
            resolutions.add(resolution(random.nextInt(40) == 0 ? UNKNOWN : testCases.get(i), i));
        }
        if (random.nextInt(5) == 0) {
            resolutions.add(resolution(UNKNOWN, testCases.size()));
        }
    }

    private static boolean unknown(Resolution resolution) {
        return resolution.testCases().contains(UNKNOWN);
    }

    private Resolution resolution(String testCase, int second) {
        return resolution(testCase, second, evidence(second));
    }

    private Resolution resolution(String testCase, int second, List<String> evidence) {
        Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
        TestExecution execution = new TestExecution(
                "shop",
                "",
                "shop.CartIT",
                "shop.CartIT",
                "adds" + second,
                outcome,
                DATE.plusSeconds(second),
                Optional.of(Duration.ofMillis(10)),
                List.of(),
                "",
                evidence);
        return new Resolution(execution, List.of(testCase), Rule.NAME, List.of(new Trial(Rule.NAME, "found")));
    }

    /** Some tests name a file of their own. */
    private List<String> evidence(int place) {
        if (random.nextInt(5) > 0) {
            return List.of();
        }
        try {
            Path directory = Files.createDirectories(this.directory.resolve("evidence"));
            Files.writeString(directory.resolve(place + ".txt"), "evidence of " + place);
            return List.of(place + ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some results are there before, and some of them are wrong. */
    private void prepareSome() throws Exception {
        List<Resolution> some =
                resolutions.stream().filter(one -> random.nextInt(5) == 0).toList();
        publish(newOutbox(), some, random.nextLong());
        for (JsonNode held : server.results(BUILD)) {
            if (random.nextBoolean()) {
                long id = held.path("ObjectID").asLong();
                server.update("testcaseresult", id, Map.of("Verdict", "Inconclusive"));
            }
        }
    }

    private Path newOutbox() throws IOException {
        return Files.createTempDirectory(directory, "outbox");
    }

    private void inflict(Faults next) {
        story.add("faults " + next.text());
        faults = next;
        server.inflict(next);
    }

    /** Returns the outboxes that may hold a rest. */
    private List<Path> publish() throws Exception {
        List<Path> outboxes = new ArrayList<>(List.of(newOutbox()));
        inflict(FaultMix.any(random));
        if (random.nextInt(5) == 0) {
            outboxes.add(random.nextBoolean() ? newOutbox() : outboxes.get(0));
            assertTrue(publishTogether(outboxes));
        } else {
            assertTrue(publishInto(outboxes.get(0)));
            assertAtMostOnce();
        }
        if (random.nextInt(4) == 0) {
            if (outboxes.size() == 1) {
                mend();
            }
            inflict(FaultMix.any(random));
            assertTrue(publishInto(outboxes.get(0)));
        }
        return new ArrayList<>(Set.copyOf(outboxes));
    }

    /** Somebody corrects the mapping, and what counts as which verdict, before publishing again. */
    private void mend() {
        server.time().sleep(Duration.ofSeconds(1));
        for (int i = 0; i < testCases.size(); i++) {
            if (unknown(resolutions.get(i)) || random.nextInt(4) == 0) {
                resolutions.set(
                        i,
                        resolution(
                                testCases.get(i),
                                i,
                                resolutions.get(i).execution().attachments()));
            }
        }
        story.add("mended");
    }

    private List<ResultStatus> publishTogether(List<Path> outboxes) throws Exception {
        ExecutorService jobs = Executors.newFixedThreadPool(outboxes.size());
        try {
            List<Callable<List<ResultStatus>>> publishers = outboxes.stream()
                    .<Callable<List<ResultStatus>>>map(outbox -> () -> publish(outbox, resolutions, outbox.hashCode()))
                    .toList();
            List<ResultStatus> told = new ArrayList<>();
            for (Future<List<ResultStatus>> job : jobs.invokeAll(publishers)) {
                told.addAll(job.get());
            }
            return told;
        } finally {
            jobs.shutdownNow();
        }
    }

    private List<ResultStatus> publishInto(Path outbox) throws Exception {
        return publish(outbox, resolutions, random.nextLong());
    }

    private List<ResultStatus> publish(Path outbox, List<Resolution> what, long jitter) throws Exception {
        Deadline deadline = deadline(jitter);
        try (Outbox open = new DirectoryOutbox(outbox);
                Tracker tracker = open(settings(), deadline)) {
            PublishResults publish = new PublishResults(
                    new PublishResults.Request(
                            "rally", settings(), BUILD, POLICY, CiRun.NONE, NotesTemplate.STANDARD, false),
                    Evidence.of(directory.resolve("evidence"), Executions.ALL),
                    tracker,
                    open,
                    deadline,
                    line -> {});
            PublicationReport report = publish.run(new ResolvedRun(1, what, List.of()));
            tell("published", report.results(), report.findings());
            return report.results();
        }
    }

    private Map<String, String> settings() {
        String root = server.direct().toString();
        return testSet ? server.settings("url", root, "testSet", "Sprint 1") : server.settings("url", root);
    }

    private Tracker open(Map<String, String> settings, Deadline deadline) {
        return new RallyTrackerFactory()
                .open(server.connection(settings, RallyServer.KEY, batchSize, maxConcurrency, deadline));
    }

    private Deadline deadline(long jitter) {
        return new Deadline(server.time(), server.time(), new Random(jitter), Duration.ofMinutes(10));
    }

    private void replay(List<Path> outboxes) throws Exception {
        for (int i = 0; i < outboxes.size(); i++) {
            Path outbox = random.nextBoolean() ? outboxes.get(i) : copy(outboxes.get(i));
            outboxes.set(i, outbox);
            assertTrue(replay(outbox));
        }
    }

    private Path copy(Path outbox) throws IOException {
        Path copy = newOutbox();
        try (var files = Files.walk(outbox)) {
            for (Path file : files.skip(1)
                    .filter(one -> !one.endsWith(".lock") && !one.toString().endsWith(".tmp"))
                    .toList()) {
                Files.copy(file, copy.resolve(outbox.relativize(file)));
            }
        }
        return copy;
    }

    private List<ResultStatus> replay(Path outbox) throws Exception {
        Deadline deadline = deadline(random.nextLong());
        try (Outbox open = new DirectoryOutbox(outbox)) {
            ReplayOutbox.Outcome outcome = new ReplayOutbox(open, deadline, line -> {})
                    .run((OutboxEntry entry) -> open(entry.place(), deadline));
            assertThat(outcome.findings()).isEmpty();
            outcome.publications().forEach(one -> tell("replayed", one.results(), one.findings()));
            return outcome.publications().stream()
                    .flatMap(one -> one.results().stream())
                    .toList();
        }
    }

    /** A result as the tracker really holds it. */
    private record Held(String testCase, Instant date, String verdict, boolean tester, boolean testSet) {
        static Held of(JsonNode json) {
            return new Held(
                    json.path("TestCase").path("_refObjectName").asText("none"),
                    Instant.parse(json.path("Date").asText()),
                    json.path("Verdict").asText(),
                    json.path("Tester").isObject(),
                    json.path("TestSet").isObject());
        }
    }

    private List<Held> held() {
        return server.results(BUILD).stream().map(Held::of).toList();
    }

    private Held wanted(int place) {
        Verdict verdict =
                POLICY.verdict(resolutions.get(place).execution().outcome()).orElseThrow();
        return new Held("Case " + place, DATE.plusSeconds(place), verdict.text(), true, testSet);
    }

    private void tell(String what, List<ResultStatus> results, List<Finding> findings) {
        Map<State, Long> counts =
                results.stream().collect(Collectors.groupingBy(ResultStatus::state, Collectors.counting()));
        story.add(server.time().instant() + " " + what + " " + counts + " "
                + findings.stream().map(Finding::message).toList());
    }

    /** Each result that is told to be there is there, and right. */
    private void assertTrue(List<ResultStatus> told) {
        List<Held> held = held();
        for (ResultStatus status : told) {
            if (status.state() != State.UNPUBLISHED) {
                assertThat(held)
                        .as("%s is told to be %s", status.result().key(), status.state())
                        .contains(wanted(testCases.indexOf(status.result().key().testCase())));
            } else {
                assertThat(status.reason()).isNotBlank();
            }
        }
    }

    private void assertAtMostOnce() {
        assertThat(held().stream().map(Held::date)).as("dates of results").doesNotHaveDuplicates();
    }

    private void assertOnceAndRight() {
        List<Held> surplus = new ArrayList<>(held());
        List<Held> lost = new ArrayList<>();
        IntStream.range(0, testCases.size())
                .filter(place -> !unknown(resolutions.get(place)))
                .mapToObj(this::wanted)
                .forEach(one -> {
                    if (!surplus.remove(one)) {
                        lost.add(one);
                    }
                });
        assertThat(lost).as("lost").isEmpty();
        assertThat(surplus).as("twice or wrong").isEmpty();
    }

    private void assertNothingWaitsWithoutReason(List<Path> outboxes) throws IOException {
        boolean reason = resolutions.stream().anyMatch(Campaign::unknown);
        for (Path outbox : outboxes) {
            try (Outbox open = new DirectoryOutbox(outbox)) {
                assertThat(open.waiting().ids()).as("what waits").hasSizeLessThanOrEqualTo(reason ? 1 : 0);
            }
        }
    }

    /** Each file is once with the result of the test that named it, whole, and with no other. */
    private void assertAttachedOnce() {
        Map<Long, String> places = server.results(BUILD).stream()
                .collect(Collectors.toMap(
                        held -> held.path("ObjectID").asLong(),
                        held -> held.path("TestCase").path("_refObjectName").asText()));
        List<String> attached = server.query("attachment", "(ObjectID > 0)").stream()
                .map(one -> places.get(objectId(one.path("TestCaseResult"))) + " "
                        + new String(server.bytes(one.path("ObjectID").asText()), StandardCharsets.UTF_8))
                .toList();
        List<String> wanted = IntStream.range(0, testCases.size())
                .filter(place -> !unknown(resolutions.get(place)))
                .filter(place ->
                        !resolutions.get(place).execution().attachments().isEmpty())
                .mapToObj(place -> "Case " + place + " evidence of " + place)
                .toList();
        assertThat(attached).as("attached").containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static long objectId(JsonNode reference) {
        return Long.parseLong(reference.path("_ref").asText("/0").replaceFirst(".*/", ""));
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + testCases.size() + " results\n  " + String.join("\n  ", story);
    }
}
