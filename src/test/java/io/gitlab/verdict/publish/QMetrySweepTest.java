package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.RepairStatus.State;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.SweepReport;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.http.FaultyServer.Reply;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.qmetry.Assumption;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.settings.NamePatterns;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.sweep.SweepRequest;
import io.gitlab.verdict.sweep.SweepResults;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps QMetry over HTTP. */
class QMetrySweepTest {
    private static final long FAILED = 3280;
    private static final long NOT_APPLICABLE = 3278;
    private static final long WIP = 3279;
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final Duration AGE = Duration.ofHours(4);
    private static final String STATUS_UPDATE = "/rest/execution/runstatus/bulkupdate";
    private static final String EXECUTIONS = "/rest/execution/list/platformHome";
    private static final String SUITE = "ACME-TS-1";

    private static final Signature SIGNATURE = new Signature("signer", new Secret("_sandbox-signature"));
    private static final String[] SIGNED = {
        "project", "3b3", "testSuite", "3b3-TS-1", "platform", null, "createBuild", "true"
    };

    @TempDir
    private Path directory;

    private QMetryServer server;

    @BeforeEach
    void start() {
        server = QMetryServer.start(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private StoredRun run(String testCase) {
        return server.runs(SUITE).stream()
                .filter(run -> run.platform().equals("Chrome") && run.testCase().equals(testCase))
                .findFirst()
                .orElseThrow();
    }

    private String status(String testCase) {
        return run(testCase).status();
    }

    private void begin() {
        server.setStatus(run("ACME-TC-1"), FAILED);
    }

    /** Until the day is over everywhere, and the age besides. */
    private void later() {
        server.time().sleep(Duration.ofHours(36).plus(AGE).plusMinutes(1));
    }

    private static SweepRequest request(boolean apply, String build, String suite, String... verdicts) {
        return new SweepRequest(
                "qmetry",
                "GitLab-99",
                "run-1",
                AGE,
                Set.of(verdicts),
                new NamePatterns(List.of(build)),
                new NamePatterns(List.of(suite)),
                apply,
                OptionalInt.empty());
    }

    private SweepReport sweep(SweepRequest request, String... settings) throws IOException {
        return sweep(request, Optional.empty(), settings);
    }

    private SweepReport sweep(SweepRequest request, Optional<Signature> signature, String... settings)
            throws IOException {
        try (DirectoryOutbox outbox = outbox();
                StuckResults tracker = new QMetryTrackerFactory()
                        .openStuckResults(server.connection(server.settings(settings), signature))
                        .orElseThrow()) {
            return new SweepResults(
                            request,
                            tracker,
                            new SweepResults.Source(outbox, entry -> tracker.sameScope(entry.settings())),
                            server.time().deadline(Duration.ofHours(1)),
                            kept -> {},
                            line -> {})
                    .run();
        }
    }

    private DirectoryOutbox outbox() throws IOException {
        return new DirectoryOutbox(directory.resolve("outbox"));
    }

    private static RepairStatus swept(SweepReport report, String testCase) {
        return report.results().stream()
                .filter(one -> one.result().testCase().equals(Optional.of(testCase)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void completesWhatAnAutomatedExecutionHasNotRunForTooLong() throws IOException {
        begin();
        later();

        SweepReport report = sweep(request(true, "*", SUITE));

        assertThat(report.finished()).isTrue();
        assertThat(report.findings()).isEmpty();
        assertThat(report.results()).hasSize(7).allMatch(one -> one.state() == State.COMPLETED);
        assertThat(status("ACME-TC-1")).isEqualTo("Failed");
        assertThat(status("ACME-TC-2")).isEqualTo("Blocked");
        assertThat(run("ACME-TC-2").comment())
                .startsWith(
                        "verdict:sweep run run-1: completed as Blocked by build GitLab-99, because it had no verdict");
        assertThat(run("ACME-TC-2").automated()).isTrue();
        assertThat(server.runs(SUITE))
                .filteredOn(run -> run.platform().equals("Firefox"))
                .as("an execution that has not begun")
                .allMatch(run -> run.statuses().isEmpty());
        assertThat(sweep(request(true, "*", SUITE)).results()).isEmpty();
    }

    @Test
    void waitsUntilTheDayOnWhichItBeganIsOverEverywhere() throws IOException {
        begin();
        server.time().sleep(AGE.plusHours(1));

        SweepReport report = sweep(request(true, "*", SUITE));

        assertThat(report.tooYoung()).isEqualTo(7);
        assertThat(status("ACME-TC-2")).isEqualTo("Not Run");
    }

    @Test
    void changesNothingInADryRun() throws IOException {
        begin();
        later();

        SweepReport report = sweep(request(false, "*", SUITE));

        assertThat(report.results()).hasSize(7).allMatch(one -> one.state() == State.PLANNED);
        assertThat(status("ACME-TC-2")).isEqualTo("Not Run");
    }

    @Test
    void leavesWhatAPersonPlansUnlessItIsNamed() throws IOException {
        String suite = server.manualSuite("ACME-TC-10", "ACME-TC-11");
        server.setStatus(server.runs(suite).get(0), FAILED);
        later();

        assertThat(sweep(request(true, "*", suite)).results()).isEmpty();
        assertThat(sweep(request(true, "*", suite, "Not Run")).results())
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).contains("its verdict was still Not Run"));
        assertThat(server.runs(suite)).extracting(StoredRun::status).containsExactlyInAnyOrder("Failed", "Blocked");
    }

    @Test
    void completesAStatusThatCountsAsNoneByItsOwnDate() throws IOException {
        begin();
        later();
        server.setStatus(run("ACME-TC-2"), NOT_APPLICABLE);
        SweepRequest request = request(true, "*", SUITE, "Not Applicable");

        SweepReport early = sweep(request);
        assertThat(early.tooYoung()).isEqualTo(1);
        assertThat(status("ACME-TC-2")).isEqualTo("Not Applicable");
        later();

        assertThat(swept(sweep(request), "ACME-TC-2").state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void touchesOnlyExecutionsWhoseLastBuildFits() throws IOException {
        server.write(
                "PUT",
                STATUS_UPDATE,
                "{\"entityIDs\":\"" + run("ACME-TC-1").run() + "\",\"entityType\":\"TCR\",\"qmTsRunId\":\""
                        + run("ACME-TC-1").suiteRun() + "\",\"runStatusID\":3282,\"dropID\":1417}");
        later();

        assertThat(sweep(request(true, "GitLab-*", "*")).filteredOut()).isEqualTo(7);
        SweepReport report = sweep(request(true, "Alpha", "*"));

        assertThat(report.results()).hasSize(7);
        assertThat(run("ACME-TC-2").build()).isEqualTo("Alpha");
    }

    @Test
    void leavesToReplayWhatWaitsInTheOutbox() throws IOException {
        begin();
        later();
        Publication waiting = new Publication("GitLab-1", List.of(result("ACME-TC-2"), result("ACME-TC-3")));
        try (DirectoryOutbox outbox = outbox()) {
            outbox.add(new OutboxEntry(DATE, "qmetry", server.settings(), waiting));
            outbox.add(new OutboxEntry(
                    DATE,
                    "qmetry",
                    server.settings("project", "3b3"),
                    new Publication("GitLab-1", List.of(result("ACME-TC-4")))));
        }

        SweepReport report = sweep(request(true, "*", SUITE));

        assertThat(report.count(State.LEFT)).isEqualTo(2);
        assertThat(swept(report, "ACME-TC-2").reason()).contains("mvn verdict:replay");
        assertThat(status("ACME-TC-3")).isEqualTo("Not Run");
        assertThat(status("ACME-TC-4")).isEqualTo("Blocked");
    }

    private static Result result(String testCase) {
        return new Result(new ResultKey(testCase, DATE), Verdict.PASS, Duration.ZERO, "notes", List.of(0));
    }

    @Test
    void leavesAloneWhatGotItsVerdictBetweenListingAndWriting() throws IOException {
        begin();
        later();
        try (DirectoryOutbox outbox = outbox();
                StuckResults tracker = new QMetryTrackerFactory()
                        .openStuckResults(server.connection(server.settings()))
                        .orElseThrow()) {
            SweepReport report = new SweepResults(
                            request(true, "*", SUITE),
                            tracker,
                            new SweepResults.Source(outbox, entry -> false),
                            server.time().deadline(Duration.ofHours(1)),
                            kept -> {},
                            line -> server.setStatus(run("ACME-TC-2"), FAILED))
                    .run();

            assertThat(swept(report, "ACME-TC-2").state()).isEqualTo(State.LEFT);
            assertThat(swept(report, "ACME-TC-2").reason()).contains("it is now Failed");
        }
        assertThat(run("ACME-TC-2").statuses()).containsExactly("Failed");
        assertThat(status("ACME-TC-3")).isEqualTo("Blocked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "droppedBefore=0.2",
                "droppedAfter=0.2",
                "badGatewayAfter=0.2",
                "truncated=0.2",
                "conflict=0.3",
                "unavailable=0.2",
                "offlinePage=0.2",
                "stuck=0.2",
                "losesLastPage=0.2",
                "replicaLag=1:2s"
            })
    void completesAllInSpiteOf(String faults) throws IOException {
        begin();
        later();
        server.inflict(faults, 7);

        SweepReport report = sweep(request(true, "*", SUITE));

        server.inflict(Faults.NONE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.results())
                .hasSize(7)
                .allSatisfy(one -> assertThat(one.state()).as(one.reason()).isEqualTo(State.COMPLETED));
        assertAllCompleted();
    }

    /** Some of these answers state no wait, which stops a sweep like an exhausted quota. */
    @Test
    void completesTheRestWhenItIsThrottledAndRunAgain() throws IOException {
        begin();
        later();
        server.inflict("throttled=0.5:2s", 7);

        sweep(request(true, "*", SUITE));

        server.inflict(Faults.NONE);
        sweep(request(true, "*", SUITE));
        assertAllCompleted();
    }

    private void assertAllCompleted() {
        assertThat(server.runs(SUITE).stream()
                        .filter(run -> run.platform().equals("Chrome"))
                        .map(StoredRun::status))
                .containsOnlyOnce("Failed")
                .filteredOn(status -> !status.equals("Failed"))
                .hasSize(7)
                .containsOnly("Blocked");
    }

    @Test
    void tellsWhatReadsBackAsSomethingElse() throws IOException {
        begin();
        later();
        server.inflict("wrongVerdict=1", 7);

        SweepReport report = sweep(request(true, "*", SUITE));

        assertThat(report.count(State.COMPLETED)).isZero();
        assertThat(report.results()).allMatch(one -> one.reason().contains("it is now "));
    }

    private void beginSigned() throws IOException {
        Publication publication = new Publication("B1", List.of(result("3b3-TC-1")));
        try (Tracker tracker =
                new QMetryTrackerFactory().open(server.connection(server.settings(SIGNED), Optional.of(SIGNATURE)))) {
            new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(publication, Reconciler.How.WRITE);
        }
    }

    @Test
    void isNotStoppedByOneRefusalAmongChangesWhoseSignatureWasAccepted() throws IOException {
        beginSigned();
        later();
        int before = server.requests(STATUS_UPDATE).size();
        server.inflict("conflict=0.4", 2);

        SweepReport report = sweep(request(true, "*", "*"), Optional.of(SIGNATURE), SIGNED);

        assertThat(report.findings()).isEmpty();
        assertThat(report.results())
                .hasSize(4)
                .allSatisfy(one -> assertThat(one.state()).as(one.reason()).isEqualTo(State.COMPLETED));
        assertThat(server.requests(STATUS_UPDATE)).as("some were refused").hasSizeGreaterThan(before + 4);
    }

    @Test
    void triesAWrongPasswordOnce() throws IOException {
        beginSigned();
        later();
        int before = server.requests(STATUS_UPDATE).size();
        Signature wrong = new Signature("signer", new Secret("_wrong"));

        SweepReport report = sweep(request(true, "*", "*"), Optional.of(wrong), SIGNED);

        assertThat(report.finished()).isFalse();
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("<serverId>").contains("run the goal again"));
        assertThat(server.requests(STATUS_UPDATE)).hasSize(before + 1);
    }

    @Test
    void signsAndNamesTheBuildWhereTheProjectDemandsIt() throws IOException {
        List<StoredRun> runs = server.runs("3b3-TS-1");
        beginSigned();
        later();

        assertThat(sweep(request(true, "B1", "*"), Optional.of(SIGNATURE), SIGNED)
                        .count(State.COMPLETED))
                .isEqualTo(runs.size() - 1);
        assertThat(server.runs("3b3-TS-1")).allMatch(run -> run.build().equals("B1"));
        assertThat(server.runs("3b3-TS-1").stream().map(StoredRun::status)).contains("Go", "Hold");
    }

    @Test
    void readsNothingThatItCouldNotSign() throws IOException {
        beginSigned();
        later();
        int before = server.requests(EXECUTIONS).size();

        SweepReport report = sweep(request(true, "*", "*"), SIGNED);

        assertThat(report.finished()).isFalse();
        assertThat(report.results()).isEmpty();
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("Nothing was swept: Project")
                        .contains("<serverId>"));
        assertThat(server.requests(EXECUTIONS)).hasSize(before);
    }

    @Test
    void tellsInADryRunThatItCouldNotSign() throws IOException {
        beginSigned();
        later();

        SweepReport report = sweep(request(false, "*", "*"), SIGNED);

        assertThat(report.finished()).isTrue();
        assertThat(report.results()).hasSize(4).allMatch(one -> one.state() == State.PLANNED);
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("None of these results could be changed: ")
                        .contains("<serverId>"));
    }

    @Test
    void sweepsNothingWithoutTheStatusThatItGives() throws IOException {
        begin();
        later();

        SweepReport report = sweep(request(true, "*", SUITE), "blockedStatus", "Obstructed");

        assertThat(report.finished()).isFalse();
        assertThat(report.results()).isEmpty();
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("has no status for the verdict \"Blocked\"", "<blockedStatus>"));
    }

    @Test
    void endsAtOnceWhenTheKeyIsRefused() throws IOException {
        begin();
        later();
        try (FaultyServer way = FaultyServer.before(server.url())) {
            way.script((seen, upstream) ->
                    Optional.of(seen.uri().equals(STATUS_UPDATE) ? Reply.of(403, "{}") : upstream.pass(seen)));

            SweepReport report =
                    sweep(request(true, "*", SUITE), "url", way.url().toString());

            assertThat(report.finished()).isFalse();
            assertThat(report.findings()).hasSize(1);
            assertThat(report.results())
                    .hasSize(7)
                    .allMatch(one -> one.state() == State.PLANNED)
                    .allMatch(one -> one.reason().endsWith("longer than 4h; not sent"));
            assertThat(way.seen())
                    .filteredOn(seen -> seen.uri().equals(STATUS_UPDATE))
                    .hasSize(1);
        }
    }

    @Test
    void isNotInTheWayOfALaterPublication() throws Exception {
        begin();
        later();
        sweep(request(true, "*", SUITE));

        try (Tracker tracker = server.tracker()) {
            new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication("B1", List.of(result("ACME-TC-2"))), Reconciler.How.WRITE);
        }

        assertThat(run("ACME-TC-2").statuses()).containsExactly("Blocked", "Passed");
    }

    @Test
    void readsNoRunsWhereNoneIsStuck() throws IOException {
        server.runs().stream()
                .filter(run -> run.project().equals("ACME") && run.suite().equals("ACME-TS-1"))
                .forEach(run -> server.setStatus(run, FAILED));
        later();

        sweep(request(true, "*", SUITE, "Not Applicable"));

        assertThat(server.requests("/rest/execution/list/viewColumns"))
                .noneMatch(request ->
                        request.body().contains(Long.toString(run("ACME-TC-1").suiteRun())));
    }

    @Test
    void asksOnlyForExecutionsOfSuitesThatAreSwept() throws IOException {
        begin();
        later();
        int before = server.requests(EXECUTIONS).size();

        assertThat(sweep(request(false, "*", SUITE)).results()).hasSize(7);

        assertThat(server.requests(EXECUTIONS)).hasSize(before + 1);
    }

    @Test
    void tellsOfRunsWithoutADateInExecutionsThatHaveBegun() throws IOException {
        restart(SeedData.standard(), Assumption.DATES_ARE_NOT_LISTED);
        begin();
        later();

        SweepReport report = sweep(request(true, "*", "*"));

        assertThat(report.results()).isEmpty();
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("7 test case runs of started executions have no date")
                        .contains("unknown whether they are stuck")
                        .contains(SUITE));
        server.runs(SUITE).forEach(run -> server.setStatus(run, FAILED));
        assertThat(sweep(request(true, "*", SUITE)).findings())
                .as("none of them is stuck")
                .isEmpty();
    }

    @Test
    void tellsThatNotRunMayBePlannedWhereNoSuiteIsSaidToBeAutomated() throws IOException {
        restart(SeedData.standard(), Assumption.AUTOMATED_FLAG_IS_NOT_LISTED);
        begin();
        later();

        SweepReport report = sweep(request(true, "*", SUITE));

        assertThat(report.results()).isEmpty();
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("Not Run may be a planned manual test")
                        .contains("-Dverdict.sweep.verdicts"));
        SweepReport named = sweep(request(true, "*", SUITE, "Not Run"));
        assertThat(named.findings()).isEmpty();
        assertThat(named.count(State.COMPLETED)).isEqualTo(7);
    }

    @Test
    void findsRunsWhoseStatusWasArchivedSince() throws IOException {
        archiveWip(false);
        server.runs(SUITE).forEach(run -> server.setStatus(run, FAILED));
        server.setStatus(run("ACME-TC-2"), WIP);
        archiveWip(true);
        later();

        SweepReport report = sweep(request(true, "*", SUITE, "WIP"));

        assertThat(report.results())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).as(one.reason()).isEqualTo(State.COMPLETED));
        assertThat(status("ACME-TC-2")).isEqualTo("Blocked");
    }

    /** An administrator does, which no request can. */
    private void archiveWip(boolean archived) throws IOException {
        server.close();
        Path events = directory.resolve("state/qmetry/journal.jsonl");
        String wip = "\"defaultName\":\"wip\",\"archived\":";
        String before = Files.readString(events);
        assertThat(before).contains(wip + !archived);
        Files.writeString(events, before.replace(wip + !archived, wip + archived));
        server = QMetryServer.start(directory);
    }

    private void restart(SeedData world, Assumption... assumptions) {
        server.close();
        server = QMetryServer.start(directory, world, Integer.MAX_VALUE, assumptions);
    }
}
