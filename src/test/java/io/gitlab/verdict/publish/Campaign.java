package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * replayed from the outbox, perhaps elsewhere, while the faults end bit by bit. The report is compared with what the
 * tracker really holds.
 */
final class Campaign {
    static final String BUILD = "GitLab-4711";
    static final Instant DATE = Instant.parse("2026-11-21T20:10:00Z");
    private static final VerdictPolicy POLICY = new VerdictPolicy(
            Optional.of(Verdict.ERROR),
            Optional.of(Verdict.BLOCKED),
            Optional.of(Verdict.INCONCLUSIVE),
            Optional.of(Verdict.BLOCKED));
    private final long seed;
    private final Path directory;
    private final Random random;
    private final CampaignTracker server;
    private final List<String> testCases;
    private final List<Resolution> resolutions = new ArrayList<>();
    private final List<String> story = Collections.synchronizedList(new ArrayList<>());
    private Faults faults = Faults.NONE;
    private boolean together;

    private Campaign(long seed, Path directory, CampaignTracker.Start start) {
        this.seed = seed;
        this.directory = directory;
        this.random = new Random(seed);
        this.server = start.with(directory, random);
        this.testCases = server.testCases();
    }

    /** Runs the campaign of this seed. */
    static void run(long seed, Path directory, CampaignTracker.Start start) throws Exception {
        Campaign campaign = new Campaign(seed, directory, start);
        try {
            campaign.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(campaign + ": " + e, e);
        } finally {
            campaign.server.close();
        }
    }

    private void run() throws Exception {
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
        assertThat(server.leaks()).isZero();
        assertThat(publishInto(newOutbox())).allMatch(this::settled);
        assertAttachedOnceOrTold(story.get(story.size() - 1));
    }

    private boolean settled(ResultStatus status) {
        return status.state() == State.ALREADY_THERE
                || status.result().key().testCase().equals(server.unknownTestCase());
    }

    private void drawResolutions() {
        for (int i = 0; i < testCases.size(); i++) {
            resolutions.add(resolution(random.nextInt(40) == 0 ? server.unknownTestCase() : testCases.get(i), i));
        }
        if (random.nextInt(5) == 0) {
            resolutions.add(resolution(server.unknownTestCase(), testCases.size()));
        }
    }

    private boolean unknown(Resolution resolution) {
        return resolution.testCases().contains(server.unknownTestCase());
    }

    private Resolution resolution(String testCase, int second) {
        return resolution(testCase, second, evidence(second));
    }

    private Resolution resolution(String testCase, int second, List<String> evidence) {
        Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
        TestExecution execution = new TestExecution(
                new ReportedTest("shop", "", "shop.CartIT", "shop.CartIT", "adds" + second),
                Ending.of(outcome),
                DATE.plusSeconds(second),
                Optional.of(Duration.ofMillis(10)),
                EvidenceFile.named(evidence));
        return new Resolution(execution, List.of(testCase), Rule.NAME, List.of(new RuleTrial(Rule.NAME, "found")));
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
        server.spoilSome(random);
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
            together = true;
            outboxes.add(random.nextBoolean() ? newOutbox() : outboxes.get(0));
            assertTrue(publishTogether(outboxes));
        } else {
            assertTrue(publishInto(outboxes.get(0)));
            server.assertWrittenOnce(wanted());
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
                                resolutions.get(i).execution().evidence().stream()
                                        .map(EvidenceFile::path)
                                        .toList()));
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
                Tracker tracker = server.open(server.settings(), deadline)) {
            PublishResults publish = new PublishResults(
                    new PublishResults.Request(
                            server.name(), server.settings(), BUILD, POLICY, CiRun.NONE, NotesTemplate.STANDARD, false),
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
            ReplayReport outcome = new ReplayOutbox(open, deadline, line -> {})
                    .run((entry, share) -> server.open(entry.trackerSettings(), share));
            assertThat(outcome.findings()).isEmpty();
            outcome.publications().forEach(one -> tell("replayed", one.results(), one.findings()));
            return outcome.publications().stream()
                    .flatMap(one -> one.results().stream())
                    .toList();
        }
    }

    private List<Object> wanted(int place) {
        return server.wanted(
                place,
                POLICY.verdict(resolutions.get(place).execution().outcome()).orElseThrow());
    }

    private List<Object> wanted() {
        return IntStream.range(0, testCases.size())
                .filter(place -> !unknown(resolutions.get(place)))
                .mapToObj(this::wanted)
                .flatMap(List::stream)
                .toList();
    }

    private void tell(String what, List<ResultStatus> results, List<Finding> findings) {
        Map<State, Long> counts =
                results.stream().collect(Collectors.groupingBy(ResultStatus::state, Collectors.counting()));
        story.add(server.time().instant() + " " + what + " " + counts + " "
                + findings.stream().map(Finding::message).toList());
    }

    /**
     * Each result that is reported as stored is stored correctly; of two concurrent jobs, one may have changed what the
     * other read, but then it reports that.
     */
    private void assertTrue(List<ResultStatus> told) {
        List<Object> held = server.held();
        Set<ResultKey> spoiled = told.stream()
                .filter(status -> status.state() == State.UNPUBLISHED)
                .map(status -> status.result().key())
                .collect(Collectors.toSet());
        for (ResultStatus status : told) {
            ResultKey key = status.result().key();
            if (status.state() == State.UNPUBLISHED) {
                assertThat(status.reason()).isNotBlank();
            } else if (!spoiled.contains(key)) {
                assertThat(held)
                        .as("%s is reported as %s", key, status.state())
                        .containsAll(wanted(testCases.indexOf(key.testCase())));
            }
        }
    }

    private void assertOnceAndRight() {
        List<Object> surplus = new ArrayList<>(server.held());
        List<Object> lost = new ArrayList<>();
        wanted().forEach(one -> {
            if (!surplus.remove(one)) {
                lost.add(one);
            }
        });
        assertThat(lost).as("lost").isEmpty();
        assertThat(surplus).as("twice or wrong").isEmpty();
    }

    private void assertNothingWaitsWithoutReason(List<Path> outboxes) throws IOException {
        boolean reason = resolutions.stream().anyMatch(this::unknown);
        for (Path outbox : outboxes) {
            try (Outbox open = new DirectoryOutbox(outbox)) {
                assertThat(open.waiting().items()).as("waiting entries").hasSizeLessThanOrEqualTo(reason ? 1 : 0);
            }
        }
    }

    /**
     * Each file is once with the result of the test that named it, whole, and with no other; only what two jobs sent at the
     * same time may be there twice where the tracker does not state the owner, and then a finding reports it.
     */
    private void assertAttachedOnceOrTold(String told) {
        List<String> wanted = IntStream.range(0, testCases.size())
                .filter(place -> !unknown(resolutions.get(place)))
                .filter(place -> !resolutions.get(place).execution().evidence().isEmpty())
                .mapToObj(place -> testCases.get(place) + " evidence of " + place)
                .toList();
        List<String> surplus = new ArrayList<>(server.attached());
        assertThat(surplus).as("attached").containsAll(wanted);
        wanted.forEach(surplus::remove);
        assertThat(surplus).as("twice").allSatisfy(file -> {
            assertThat(together).isTrue();
            assertThat(wanted).contains(file);
            assertThat(told).contains(file.replace("evidence of ", "") + ".txt (files ");
        });
    }

    @Override
    public String toString() {
        return server.name() + ", seed " + seed + ": " + testCases.size() + " results\n  " + String.join("\n  ", story);
    }
}
