package io.gitlab.verdict.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.RepairStatus.State;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.SweepReport;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.http.FaultyServer.Seen;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.settings.NamePatterns;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Sweeps Rally's web service over HTTP, which has lost verdicts and test cases, and fails meanwhile. */
class SweepResultsTest {
    private static final String BUILD = "GitLab-4711";
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final Duration AGE = Duration.ofHours(4);

    @TempDir
    private Path directory;

    private RallyServer server;
    private final List<SweepReport> kept = new ArrayList<>();

    @BeforeEach
    void start() {
        server = RallyServer.lossy(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A result as Rally has sometimes stored it. */
    private String store(String testCase, String verdict, String build, String notes) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("Build", build);
        attributes.put("Date", DATE.toString());
        attributes.put("Notes", notes);
        if (!testCase.isEmpty()) {
            attributes.put("TestCase", "/testcase/" + server.objectIds().get(testCase));
        }
        if (!verdict.isEmpty()) {
            attributes.put("Verdict", verdict);
        }
        return Long.toString(server.create("testcaseresult", attributes));
    }

    private String marker(String testCase) {
        return "<p>passed: shop.CartIT.adds</p><p>verdict: " + testCase + " " + DATE + "</p>";
    }

    private void later() {
        server.time().sleep(AGE.plusMinutes(1));
    }

    private static SweepRequest request(boolean apply) {
        return request(apply, "run-1", "GitLab-*");
    }

    private static SweepRequest request(boolean apply, String run, String builds) {
        return request(apply, run, builds, OptionalInt.empty());
    }

    private static SweepRequest request(boolean apply, String run, String builds, OptionalInt maxWrites) {
        return new SweepRequest(
                "rally",
                "GitLab-99",
                run,
                AGE,
                Set.of("Not Applicable"),
                new NamePatterns(List.of(builds)),
                new NamePatterns(List.of()),
                apply,
                maxWrites);
    }

    private SweepReport sweep(SweepRequest request) throws IOException {
        return sweep(request, RallyServer.KEY);
    }

    private SweepReport sweep(SweepRequest request, String key, String... settings) throws IOException {
        try (DirectoryOutbox outbox = new DirectoryOutbox(directory.resolve("outbox"));
                StuckResults tracker = new RallyTrackerFactory()
                        .openStuckResults(server.connection(
                                server.settings(settings),
                                key,
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                server.time().deadline(Duration.ofHours(1))))
                        .orElseThrow()) {
            return new SweepResults(
                            request,
                            tracker,
                            new SweepResults.Source(outbox, entry -> tracker.sameScope(entry.settings())),
                            server.time().deadline(Duration.ofHours(1)),
                            kept::add,
                            line -> {})
                    .run();
        }
    }

    private JsonNode stored(String reference) {
        return server.query("testcaseresult", "(ObjectID = " + reference + ")").get(0);
    }

    private static State state(SweepReport report, String reference) {
        return swept(report, reference).state();
    }

    private static RepairStatus swept(SweepReport report, String reference) {
        return report.results().stream()
                .filter(one -> one.result().reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void completesWhatHasHadNoVerdictForTooLong() throws IOException {
        String testCase = server.testCase("One");
        String stuck = store(testCase, "", BUILD, marker(testCase));
        String listed = store(testCase, "Not Applicable", BUILD, "");
        String passed = store(testCase, "Pass", BUILD, "");
        later();
        String young = store(testCase, "", BUILD, "");

        SweepReport report = sweep(request(true));

        assertThat(report.finished()).isTrue();
        assertThat(state(report, stuck)).isEqualTo(State.COMPLETED);
        assertThat(state(report, listed)).isEqualTo(State.COMPLETED);
        assertThat(report.results()).hasSize(2);
        assertThat(report.tooYoung()).isEqualTo(1);
        assertThat(stored(stuck).path("Verdict").asString()).isEqualTo("Blocked");
        assertThat(stored(passed).path("Verdict").asString()).isEqualTo("Pass");
        assertThat(stored(young).path("Verdict").asString()).isIn("", "null");
        assertThat(stored(stuck).path("Notes").asString())
                .startsWith("<p>verdict:sweep run run-1: completed as Blocked by build GitLab-99, because it had no"
                        + " verdict")
                .endsWith(marker(testCase));
    }

    @Test
    void touchesOnlyWhatTheFiltersAllow() throws IOException {
        String testCase = server.testCase("One");
        String other = store(testCase, "", "manual", "");
        long testSet = server.create("testset", Map.of("Name", "Sprint 7"));
        String inSet = store(testCase, "", BUILD, "");
        server.update(
                "testcaseresult",
                Long.parseLong(inSet),
                Map.of("TestSet", "/testset/" + testSet, "Verdict", "Not Applicable"));
        String inNone = store(testCase, "", BUILD, "");
        later();

        SweepReport report = sweep(new SweepRequest(
                "rally",
                "GitLab-99",
                "run-1",
                AGE,
                Set.of("Not Applicable"),
                new NamePatterns(List.of("GitLab-*")),
                new NamePatterns(List.of("Sprint *")),
                true,
                OptionalInt.empty()));

        assertThat(report.results()).extracting(one -> one.result().reference()).containsExactly(inSet);
        assertThat(report.filteredOut()).isEqualTo(2);
        assertThat(stored(other).path("Verdict").isNull()).isTrue();
        assertThat(stored(inNone).path("Verdict").isNull()).isTrue();
    }

    @Test
    void changesNothingInADryRun() throws IOException {
        String testCase = server.testCase("One");
        String stuck = store(testCase, "", BUILD, "");
        String orphan = store("", "Pass", BUILD, marker(testCase));
        later();
        server.update("testcaseresult", Long.parseLong(stuck), Map.of("Date", "2026-11-21T20:15:04Z"));

        SweepReport report = sweep(request(false));

        assertThat(report.results()).extracting(RepairStatus::state).containsOnly(State.PLANNED);
        assertThat(report.results()).hasSize(2);
        assertThat(stored(stuck).path("Verdict").isNull()).isTrue();
        assertThat(stored(orphan).path("TestCase").isNull()).isTrue();
        assertThat(server.front().seen()).noneMatch(seen -> seen.uri().contains("testcaseresult/"));
    }

    @Test
    void leavesAloneWhatGotItsVerdictBetweenListingAndWriting() throws IOException {
        String testCase = server.testCase("One");
        String stuck = store(testCase, "", BUILD, "");
        String gone = store(testCase, "", BUILD, "");
        later();
        boolean[] done = {false};
        server.front().script((seen, upstream) -> {
            if (readsAgain(seen) && !done[0]) {
                done[0] = true;
                server.update("testcaseresult", Long.parseLong(stuck), Map.of("Verdict", "Pass"));
                server.delete("testcaseresult", Long.parseLong(gone));
            }
            return Optional.of(upstream.pass(seen));
        });

        SweepReport report = sweep(request(true));

        assertThat(state(report, stuck)).isEqualTo(State.LEFT);
        assertThat(swept(report, stuck).reason()).contains("it is now Pass of " + testCase);
        assertThat(state(report, gone)).isEqualTo(State.LEFT);
        assertThat(stored(stuck).path("Verdict").asString()).isEqualTo("Pass");
    }

    private static boolean readsAgain(Seen seen) {
        return seen.readable().contains("(ObjectID = \"");
    }

    @Test
    void tellsWhenSomebodyElseWroteAtTheSameMoment() throws IOException {
        String testCase = server.testCase("One");
        String stuck = store(testCase, "", BUILD, "");
        later();
        server.front().script((seen, upstream) -> {
            if (seen.uri().contains("testcaseresult/" + stuck)) {
                server.update("testcaseresult", Long.parseLong(stuck), Map.of("Verdict", "Pass"));
            }
            return Optional.of(upstream.pass(seen));
        });

        SweepReport report = sweep(request(true));

        assertThat(report.findings())
                .anyMatch(finding -> finding.message().contains("Someone else changed the result " + stuck));
    }

    @Test
    void givesOrphansBackToTheTestCaseThatTheirNotesTell() throws IOException {
        String testCase = server.testCase("One");
        String other = server.testCase("Two");
        String orphan = store("", "Fail", BUILD, marker(testCase));
        String both = store("", "", BUILD, marker(other));
        String unknown = store("", "Pass", BUILD, "nobody knows");
        later();

        SweepReport report = sweep(request(true));

        assertThat(state(report, orphan)).isEqualTo(State.RELINKED);
        assertThat(stored(orphan).path("Verdict").asString()).isEqualTo("Fail");
        assertThat(stored(orphan).path("TestCase").path("_refObjectName").asString())
                .isEqualTo("One");
        assertThat(state(report, both)).isEqualTo(State.RELINKED);
        assertThat(stored(both).path("Verdict").asString()).isEqualTo("Blocked");
        assertThat(state(report, unknown)).isEqualTo(State.LEFT);
        assertThat(swept(report, unknown).reason()).contains("by hand");
    }

    @Test
    void givesOrphansBackToTheTestCaseThatTheOutboxTells() throws IOException {
        String testCase = server.testCase("One");
        String orphan = store("", "", BUILD, "notes without a marker");
        keepInOutbox(testCase, Verdict.FAIL);
        later();

        SweepReport report = sweep(request(true));

        assertThat(state(report, orphan)).isEqualTo(State.RELINKED);
        assertThat(stored(orphan).path("TestCase").path("_refObjectName").asString())
                .isEqualTo("One");
        assertThat(stored(orphan).path("Verdict").asString()).isEqualTo("Fail");
    }

    @Test
    void leavesToReplayWhatWaitsInTheOutbox() throws IOException {
        String testCase = server.testCase("One");
        String stuck = store(testCase, "", BUILD, marker(testCase));
        keepInOutbox(testCase, Verdict.FAIL);
        later();

        SweepReport report = sweep(request(true));

        assertThat(state(report, stuck)).isEqualTo(State.LEFT);
        assertThat(swept(report, stuck).reason()).contains("verdict:replay");
        assertThat(stored(stuck).path("Verdict").isNull()).isTrue();
    }

    private void keepInOutbox(String testCase, Verdict verdict) throws IOException {
        Result result = new Result(new ResultKey(testCase, DATE), verdict, Duration.ZERO, "notes", List.of(0));
        try (DirectoryOutbox outbox = new DirectoryOutbox(directory.resolve("outbox"))) {
            outbox.add(new OutboxEntry(DATE, "rally", server.settings(), new Publication(BUILD, List.of(result))));
        }
    }

    @Test
    void leavesAnOrphanWhoseTestCaseHasThatResultAlready() throws IOException {
        String testCase = server.testCase("One");
        store(testCase, "Pass", BUILD, marker(testCase));
        String orphan = store("", "Pass", BUILD, marker(testCase));
        String stray = store("", "Pass", BUILD, marker("TC999"));
        later();

        SweepReport report = sweep(request(true));

        assertThat(state(report, orphan)).isEqualTo(State.LEFT);
        assertThat(swept(report, orphan).reason()).contains("another result of that build and date");
        assertThat(swept(report, stray).reason()).contains("TC999 is not in this workspace");
        assertThat(stored(orphan).path("TestCase").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "droppedBefore=0.2",
        "droppedAfter=0.2",
        "badGatewayAfter=0.2",
        "truncated=0.2",
        "conflict=0.3",
        "unavailable=0.2",
        "offlinePage=0.2",
        "stuck=0.2",
        "orphaned=0.2",
        "wrongVerdict=0.2",
        "replicaLag=1:8s",
        "throttled=0.2:2s"
    })
    void completesOnceInSpiteOf(String faults) throws IOException {
        List<String> stuck = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String testCase = server.testCase("Case " + i);
            stuck.add(store(testCase, "", BUILD, marker(testCase)));
            stuck.add(store("", "", BUILD + "-" + i, marker(testCase)));
        }
        later();
        server.inflict(Faults.parse(faults, 7));

        SweepReport report = sweep(request(true));

        server.inflict(Faults.NONE);
        for (String reference : stuck) {
            assertThat(state(report, reference))
                    .as(swept(report, reference).reason())
                    .isIn(State.COMPLETED, State.RELINKED);
            assertThat(stored(reference).path("Verdict").asString()).isEqualTo("Blocked");
            assertThat(stored(reference).path("TestCase").isNull()).isFalse();
            assertThat(notesOf(stored(reference))).containsOnlyOnce("verdict:sweep run");
        }
    }

    private static String notesOf(JsonNode result) {
        return result.path("Notes").asString();
    }

    @Test
    void tellsWhatDoesNotPersist() throws IOException {
        String testCase = server.testCase("One");
        String stuck = store(testCase, "", BUILD, "");
        later();
        server.inflict(new Faults(1, Map.of(Fault.STUCK_FOREVER, 1.0), Map.of(), 25));

        SweepReport report = sweep(request(true));

        assertThat(state(report, stuck)).isEqualTo(State.FAILED);
        assertThat(swept(report, stuck).reason()).contains("did not persist: after 4 writes");
    }

    @Test
    void tellsWhatWasSentWhenTheTrackerGoesAwayHalfWay() throws IOException {
        List<String> stuck = IntStream.range(0, 30)
                .mapToObj(i -> store(server.testCase("Case " + i), "", BUILD, ""))
                .toList();
        later();
        int[] writes = {0};
        server.front()
                .script((seen, upstream) -> writes[0] >= 5 || seen.uri().contains("testcaseresult/") && ++writes[0] >= 5
                        ? Optional.of(Reply.html(503, "away"))
                        : Optional.of(upstream.pass(seen)));

        SweepReport report = sweep(request(true));

        assertThat(report.finished()).isFalse();
        assertThat(report.count(State.SENT)).isEqualTo(5);
        assertThat(report.count(State.PLANNED)).isEqualTo(25);
        assertThat(report.findings()).hasSize(1);
        assertThat(report.results())
                .as("the reason is stated once")
                .noneMatch(one -> one.reason().contains(report.findings().get(0).message()))
                .allMatch(one ->
                        one.reason().endsWith(one.state() == State.SENT ? "; sent, but not read back" : "; not sent"));
        assertThat(kept.get(0).count(State.SENT)).isEqualTo(25);
        assertThat(kept.get(0).finished()).isFalse();
        assertThat(stuck)
                .allSatisfy(reference -> assertThat(
                                stored(reference).path("Verdict").asString().equals("Blocked"))
                        .isEqualTo(state(report, reference) == State.SENT && stuck.indexOf(reference) < 4));
    }

    @Test
    void changesNothingWhenItWouldChangeMoreThanIsAllowed() throws IOException {
        String testCase = server.testCase("One");
        store(testCase, "", BUILD, "");
        store("", "Pass", BUILD + "-2", marker(testCase));
        store("", "Pass", BUILD, "nobody knows");
        later();
        int before = server.front().seen().size();

        SweepReport refused = sweep(request(true, "run-1", "*", OptionalInt.of(1)));

        assertThat(refused.finished()).isFalse();
        assertThat(refused.count(State.PLANNED)).isEqualTo(2);
        assertThat(refused.count(State.LEFT)).isEqualTo(1);
        assertThat(refused.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("Nothing was changed, because 2 results need a change, but <maxWrites> allows 1."));
        assertThat(server.front().seen().stream().skip(before))
                .noneMatch(seen -> seen.uri().contains("testcaseresult/"));
        assertThat(sweep(request(false, "run-1", "*", OptionalInt.of(1))).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("Nothing would be changed, because 2"));
        assertThat(sweep(request(true, "run-1", "*", OptionalInt.of(2))).finished())
                .isTrue();
    }

    @Test
    void changesNothingThatTheAccountCannotTellOf() {
        String stuck = store(server.testCase("One"), "", BUILD, "");
        later();

        assertThatThrownBy(() -> {
                    try (DirectoryOutbox outbox = new DirectoryOutbox(directory.resolve("outbox"));
                            StuckResults tracker = new RallyTrackerFactory()
                                    .openStuckResults(server.connection(server.settings()))
                                    .orElseThrow()) {
                        new SweepResults(
                                        request(true),
                                        tracker,
                                        new SweepResults.Source(outbox, entry -> true),
                                        server.time().deadline(Duration.ofHours(1)),
                                        report -> {
                                            throw new IOException("disk full");
                                        },
                                        line -> {})
                                .run();
                    }
                })
                .hasMessage("disk full");
        assertThat(stored(stuck).path("Verdict").isNull()).isTrue();
    }

    @Test
    void asksNoFurtherWithAKeyThatMayNotWrite() throws IOException {
        IntStream.range(0, 10).forEach(i -> store(server.testCase("Case " + i), "", BUILD, ""));
        later();

        SweepReport report = sweep(request(true), RallyServer.READ_ONLY_KEY);

        assertThat(report.finished()).isFalse();
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).message()).contains("Full Access");
        assertThat(server.front().seen().stream().filter(seen -> seen.uri().contains("testcaseresult/")))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void completesEachOnceWhenTwoSweepInParallel() throws Exception {
        List<String> stuck = IntStream.range(0, 40)
                .mapToObj(i -> store(server.testCase("Case " + i), "", BUILD, ""))
                .toList();
        later();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<SweepReport> one = threads.submit(() -> sweep(request(true, "run-1", "*")));
        Future<SweepReport> two = threads.submit(() -> sweep(request(true, "run-2", "*")));
        List<SweepReport> reports = List.of(one.get(), two.get());
        threads.shutdown();

        for (String reference : stuck) {
            JsonNode result = stored(reference);
            assertThat(result.path("Verdict").asString()).isEqualTo("Blocked");
            assertThat(notesOf(result)).containsOnlyOnce("verdict:sweep run");
            int last = notesOf(result).contains("run-1") ? 0 : 1;
            assertThat(reports.get(last).results())
                    .anyMatch(
                            swept -> swept.result().reference().equals(reference) && swept.state() == State.COMPLETED);
        }
        assertThat(reports).allMatch(SweepReport::finished);
        assertThat(reports)
                .allSatisfy(report -> assertThat(report.count(State.FAILED)).isZero());
    }

    @Test
    void findsNothingToDoTheSecondTime() throws IOException {
        store(server.testCase("One"), "", BUILD, "");
        later();
        sweep(request(true));

        assertThat(sweep(request(true, "run-2", "*")).results()).isEmpty();
    }

    @Test
    void isNotInTheWayOfALaterPublication() throws Exception {
        String testCase = server.testCase("One");
        String stuck = store(testCase, "", BUILD, marker(testCase));
        later();
        sweep(request(true));
        Result result = new Result(new ResultKey(testCase, DATE), Verdict.PASS, Duration.ZERO, "notes", List.of(0));

        try (Tracker tracker = new RallyTrackerFactory().open(server.connection(server.settings()))) {
            new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication(BUILD, List.of(result)), Reconciler.How.WRITE);
        }

        assertThat(server.results(BUILD)).hasSize(1);
        assertThat(stored(stuck).path("Verdict").asString()).isEqualTo("Pass");
    }

    @Test
    void findsThemOnAllPages() throws IOException {
        server.testCase("One");
        String testCase = "/testcase/" + server.objectIds().values().iterator().next();
        IntStream.range(0, 2_010)
                .forEach(i -> server.create(
                        "testcaseresult",
                        Map.of("Build", BUILD + "-" + i, "Date", DATE.toString(), "TestCase", testCase)));
        later();

        SweepReport report = sweep(request(false));

        assertThat(report.results()).hasSize(2_010);
        assertThat(server.front().seen().stream().filter(seen -> seen.readable().contains("Verdict = null")))
                .hasSize(2);
    }
}
