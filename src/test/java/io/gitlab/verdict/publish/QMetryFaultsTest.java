package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.reconcile.DryTracker;
import io.gitlab.verdict.reconcile.LimitedTracker;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.qmetry.Assumption;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.sandbox.qmetry.Seeds;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishes to QMetry over HTTP: what it refuses, where it is ambiguous, and what becomes of it when QMetry fails. */
class QMetryFaultsTest {
    private static final String BUILD = "GitLab-4711";
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final long PASSED = 3282;

    /** A place where executions are signed. */
    private static final String[] SIGNED = {
        "project", "3b3", "testSuite", "3b3-TS-1", "platform", null, "build", "Alpha", "writesPerMinute", "9000"
    };

    private static final String BULK_UPDATE = "/rest/execution/runstatus/bulkupdate";

    @TempDir
    private Path directory;

    private QMetryServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Assumption... assumptions) {
        server = QMetryServer.start(directory, assumptions);
    }

    private static Result result(String testCase, Verdict verdict) {
        return new Result(
                new ResultKey(testCase, DATE), verdict, Duration.ofMillis(1_500), "failed: " + testCase, List.of(0));
    }

    private static List<Result> results(int first, int last) {
        Verdict[] verdicts = {Verdict.PASS, Verdict.FAIL, Verdict.BLOCKED, Verdict.ERROR};
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> result("ACME-TC-" + i, verdicts[i % verdicts.length]))
                .toList();
    }

    private Reconciliation publish(List<Result> results, String... settings) {
        return reconcile(results, Reconciler.How.WRITE, Optional.empty(), settings);
    }

    private Reconciliation reconcile(
            List<Result> results, Reconciler.How how, Optional<Signature> signature, String... settings) {
        try (Tracker tracker =
                new QMetryTrackerFactory().open(server.connection(server.settings(settings), signature))) {
            return reconcile(tracker, results, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reconciliation reconcileDry(List<Result> results) {
        try (Tracker tracker = new DryTracker(
                new QMetryTrackerFactory().open(server.connection(server.settings(), Optional.empty())))) {
            return reconcile(tracker, results, Reconciler.How.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reconciliation reconcile(Tracker tracker, List<Result> results, Reconciler.How how) {
        return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                .reconcile(new Publication(BUILD, results), how);
    }

    private Map<String, String> held(String platform) {
        return server.runs("ACME-TS-1").stream()
                .filter(run -> run.platform().equals(platform))
                .collect(Collectors.toMap(StoredRun::testCase, StoredRun::status));
    }

    private StoredRun run(String testCase) {
        return server.runs("ACME-TS-1").stream()
                .filter(run -> run.platform().equals("Chrome") && run.testCase().equals(testCase))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAll(Reconciliation done, State state) {
        assertThat(done.results())
                .isNotEmpty()
                .allSatisfy(
                        status -> assertThat(status.state()).as(status.reason()).isEqualTo(state));
    }

    private static void assertRefused(Reconciliation done, String... words) {
        assertAll(done, State.UNPUBLISHED);
        assertThat(done.results())
                .allSatisfy(status -> assertThat(status.reason()).contains(words));
    }

    private long writes() {
        return server.requests(BULK_UPDATE).size();
    }

    @Test
    void setsTheStatusOfEachRunAndSaysWhy() {
        start();
        assertAll(publish(results(1, 8)), State.PUBLISHED);

        assertThat(held("Chrome"))
                .containsEntry("ACME-TC-4", "Passed")
                .containsEntry("ACME-TC-1", "Failed")
                .containsEntry("ACME-TC-2", "Blocked")
                .containsEntry("ACME-TC-3", "Failed");
        assertThat(held("Firefox"))
                .allSatisfy((testCase, status) -> assertThat(status).isEqualTo("Not Run"));
        assertThat(run("ACME-TC-1").comment()).contains(BUILD).contains("failed: ACME-TC-1");
        assertThat(run("ACME-TC-1").automated()).isTrue();
        assertThat(run("ACME-TC-4").comment()).isEqualTo(BUILD);
    }

    /** The other job's write is seen at once, this one's not before a second has passed. */
    @Test
    void takesTheStatusThatAnotherJobSetForNoProofOfItsOwnWrite() {
        start();
        FaultyServer front = FaultyServer.before(server.url());
        front.script((request, upstream) -> {
            if (request.uri().endsWith(BULK_UPDATE)) {
                server.setStatus(run("ACME-TC-4"), PASSED);
                server.inflict("wrongVerdict=1,replicaLag=1:1900ms", 3);
            }
            return Optional.of(upstream.pass(request));
        });

        assertRefused(
                publish(
                        List.of(result("ACME-TC-4", Verdict.PASS)),
                        "url",
                        front.url().toString()),
                "did not persist");
        front.close();
    }

    @Test
    void writesNothingThatIsThere() {
        start();
        publish(results(1, 8));
        long before = writes();

        assertAll(publish(results(1, 8)), State.ALREADY_THERE);
        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void writesNothingInADryRun() {
        start();
        assertRefused(reconcileDry(results(1, 8)), "dry run");
        assertThat(writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Assumption.class)
    void worksWhateverTheDocumentationLeavesOpen(Assumption assumption) {
        start(assumption);
        assertAll(publish(results(1, 8), "linkMissing", "true"), State.PUBLISHED);
    }

    @Test
    void setsTheStatusOnSeveralPlatforms() {
        start();
        assertAll(publish(results(1, 8), "platform", "Chrome, Firefox"), State.PUBLISHED);
        assertThat(held("Firefox")).isEqualTo(held("Chrome")).containsEntry("ACME-TC-4", "Passed");
    }

    @Test
    void completesWhatOnePlatformHasAlready() {
        start();
        publish(results(1, 8));
        long before = writes();

        assertAll(publish(results(1, 8), "platform", "all"), State.PUBLISHED);
        assertThat(held("Firefox")).isEqualTo(held("Chrome"));
        assertThat(server.requests(BULK_UPDATE).subList((int) before, (int) writes()))
                .allSatisfy(request ->
                        assertThat(request.body()).contains("\"qmTsRunId\":\"" + suiteRun("Firefox") + "\""));
    }

    private long suiteRun(String platform) {
        return server.runs("ACME-TS-1").stream()
                .filter(run -> run.platform().equals(platform))
                .findFirst()
                .orElseThrow()
                .suiteRun();
    }

    @Test
    void asksForAPlatformWhenSeveralExecutionsFit() {
        start();
        assertRefused(
                publish(results(1, 2), "platform", null), "Several executions", "Chrome", "Firefox", "<platform>");
        assertThat(writes()).isZero();
    }

    @Test
    void asksForACycleWhenSeveralFit() {
        start();
        String[] smoke = {"testSuite", "Smoke", "platform", null};
        assertRefused(publish(results(1, 2), smoke), "Several executions", "Sprint 1", "Sprint 2", "<cycle>");
        assertAll(publish(results(1, 2), "testSuite", "Smoke", "platform", null, "cycle", "Sprint 2"), State.PUBLISHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME-TS-99", "No such suite", "Retired"})
    void refusesASuiteThatIsNotThere(String suite) {
        start();
        assertRefused(publish(results(1, 2), "testSuite", suite), "test suite \"" + suite + "\"", "<testSuite>");
    }

    @Test
    void refusesATestCaseThatStandsTwiceInTheExecution() {
        start();
        Reconciliation done = publish(results(1, 3), "testSuite", "Parameters", "platform", null);
        assertThat(done.results())
                .extracting(ResultStatus::state)
                .containsExactly(State.PUBLISHED, State.UNPUBLISHED, State.PUBLISHED);
        assertThat(done.results().get(1).reason()).contains("several runs").contains("run ");
    }

    @Test
    void tellsWhichTestCasesAreNotInTheSuiteAndLinksThemWhenToldTo() {
        start();
        assertRefused(publish(results(11, 12)), "ACME-TC-1", "not linked", "<linkMissing>");

        assertAll(publish(results(10, 12), "linkMissing", "true"), State.PUBLISHED);
        assertThat(held("Chrome")).containsEntry("ACME-TC-12", "Passed").containsEntry("ACME-TC-11", "Failed");
    }

    @Test
    void tellsUnknownForeignAndArchivedTestCasesApart() {
        start();
        assertRefused(publish(List.of(result("ACME-TC-999", Verdict.PASS))), "ACME-TC-999", "unknown");
        assertRefused(publish(List.of(result("3B3-TC-1", Verdict.PASS))), "3B3-TC-1", "does not belong to project");
        assertRefused(
                publish(List.of(result("ACME-TC-9", Verdict.PASS)), "linkMissing", "true"), "ACME-TC-9", "archived");
    }

    @Test
    void callsTestCasesAsQMetryDoesAndSaysWhichProjectToSet() {
        start();
        Reconciliation archived =
                publish(List.of(result("acme-TC-9", Verdict.PASS)), "linkMissing", "true", "project", "acme");
        assertRefused(archived, "ACME-TC-9");
        assertThat(archived.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("<qmetry><project>ACME</project>"));
        assertThat(publish(results(1, 1)).findings()).isEmpty();
        assertRefused(publish(List.of(result("acme-TC-10", Verdict.PASS))), "ACME-TC-10 is not linked");
        assertRefused(
                publish(List.of(result("SHOP-TC-1", Verdict.PASS))), "SHOP-TC-1", "<qmetry><project>SHOP</project>");
    }

    @Test
    void refusesAVerdictThatTheProjectHasNoStatusFor() {
        start();
        List<Result> inconclusive = List.of(result("ACME-TC-1", Verdict.INCONCLUSIVE));
        assertRefused(publish(inconclusive), "Inconclusive", "<inconclusiveStatus>", "Passed with remarks");
        assertRefused(publish(inconclusive, "inconclusiveStatus", "WIP"), "Inconclusive");
        assertAll(publish(inconclusive, "inconclusiveStatus", "Not Applicable"), State.PUBLISHED);
    }

    @Test
    void findsStatusesByTheirMeaningWhereIdsAreOtherwiseAndSigns() {
        start();
        List<Result> results = List.of(result("3B3-TC-1", Verdict.PASS), result("3B3-TC-2", Verdict.FAIL));
        assertRefused(publish(results, SIGNED), "signed", "<serverId>");

        Signature signature = new Signature("signer", new Secret("_sandbox-signature"));
        assertAll(reconcile(results, Reconciler.How.WRITE, Optional.of(signature), SIGNED), State.PUBLISHED);
        assertThat(server.runs("3b3-TS-1"))
                .filteredOn(run -> List.of("3b3-TC-1", "3b3-TC-2").contains(run.testCase()))
                .extracting(StoredRun::status, StoredRun::build)
                .containsExactly(tuple("Go", "Alpha"), tuple("Failed", "Alpha"));
    }

    @Test
    void triesAWrongSignatureOnceAndSaysWhereToCorrectIt() {
        start();
        Signature wrong = new Signature("signer", new Secret("wrong-password"));
        Reconciliation done = reconcile(
                List.of(
                        result("3B3-TC-1", Verdict.PASS),
                        result("3B3-TC-2", Verdict.PASS),
                        result("3B3-TC-3", Verdict.FAIL)),
                Reconciler.How.WRITE,
                Optional.of(wrong),
                SIGNED);
        assertRefused(done, "<serverId>", "run the goal again");
        assertThat(writes()).isEqualTo(1);
        assertThat(done.toString()).doesNotContain("wrong-password");
    }

    /** A call with a bad run is refused as a whole, as one with a wrong password is. */
    @Test
    void takesABadRunAmongSignedOnesForNoWrongSignature() {
        start();
        server.inflict("poisoned=0.3", 1);
        Reconciliation done = reconcile(
                IntStream.rangeClosed(1, 5)
                        .mapToObj(number -> result("3B3-TC-" + number, Verdict.PASS))
                        .toList(),
                Reconciler.How.WRITE,
                Optional.of(new Signature("signer", new Secret("_sandbox-signature"))),
                SIGNED);

        assertAll(done, State.PUBLISHED);
        assertThat(writes()).isGreaterThan(3);
    }

    @Test
    void namesTheBuildAndCreatesItWhenToldTo() {
        start();
        assertRefused(publish(results(1, 2), "build", "Gamma"), "no build \"Gamma\"", "<createBuild>");
        assertRefused(publish(results(1, 2), "build", "Beta"), "build \"Beta\" is archived");

        assertAll(publish(results(1, 2), "createBuild", "true"), State.PUBLISHED);
        assertThat(run("ACME-TC-1").build()).isEqualTo(BUILD);
        assertAll(publish(results(3, 4), "createBuild", "true"), State.PUBLISHED);
        assertThat(server.requests("/rest/admin/drops")).hasSize(1);
    }

    @Test
    void overwritesAPersonsFailureOnlyWhenToldTo() {
        start();
        person("ACME-TC-4", 3277);

        assertRefused(publish(List.of(result("ACME-TC-4", Verdict.PASS))), "set manually", "<overwrite>");
        assertThat(run("ACME-TC-4").status()).isEqualTo("Blocked");
        assertAll(publish(List.of(result("ACME-TC-4", Verdict.PASS)), "overwrite", "true"), State.PUBLISHED);
        assertThat(run("ACME-TC-4").status()).isEqualTo("Passed");
    }

    @Test
    void keepsAPersonsFailureWhoseStatusWasArchivedSince() {
        start();
        person("ACME-TC-4", 3277);
        try (FaultyServer front = FaultyServer.before(server.url())) {
            front.script((request, upstream) -> {
                FaultyServer.Reply reply = upstream.pass(request);
                String archived = reply.body().replaceAll("(\"id\":3277\\b[^}]*\"isArchived\":)false", "$1true");
                return Optional.of(new FaultyServer.Reply(reply.status(), reply.headers(), archived));
            });
            assertRefused(
                    publish(
                            List.of(result("ACME-TC-4", Verdict.PASS)),
                            "url",
                            front.url().toString()),
                    "set manually",
                    "<overwrite>");
        }
        assertThat(run("ACME-TC-4").status()).isEqualTo("Blocked");
    }

    @Test
    void triesFewWhereNoneIsTaken() {
        start();
        List<Result> results = List.of(
                result("ACME-TC-1", Verdict.PASS),
                result("ACME-TC-2", Verdict.PASS),
                result("ACME-TC-3", Verdict.PASS));
        int more = 40;
        SeedData.Suite locked = new SeedData.Suite(
                "Big and locked", List.of("No Platform"), List.of("Sprint 1"), 1, more, List.of(), false, true);
        stop();
        server = QMetryServer.start(directory.resolve("big"), Seeds.standardWith("ACME", locked), Integer.MAX_VALUE);

        Reconciliation few = publish(results, "testSuite", "Locked", "platform", null);
        long ofFew = writes();
        Reconciliation many = publish(
                IntStream.rangeClosed(1, more)
                        .filter(number -> number != 9)
                        .mapToObj(number -> result("ACME-TC-" + number, Verdict.PASS))
                        .toList(),
                "testSuite",
                "Big and locked",
                "platform",
                null);

        assertRefused(few, "may be locked");
        assertRefused(many, "may be locked");
        assertThat(writes() - ofFew).isLessThan(90);
    }

    @Test
    void overwritesAPersonsFailureOfAnotherBuild() {
        start();
        person("ACME-TC-4", 3277, ",\"dropID\":1417");

        assertRefused(
                publish(List.of(result("ACME-TC-4", Verdict.PASS)), "build", "Alpha"), "set manually", "<overwrite>");
        assertAll(publish(List.of(result("ACME-TC-4", Verdict.PASS)), "createBuild", "true"), State.PUBLISHED);

        person("ACME-TC-5", 3277, ",\"dropID\":1417");
        assertAll(publish(List.of(result("ACME-TC-5", Verdict.PASS)), "createBuild", "true"), State.PUBLISHED);
        assertThat(run("ACME-TC-5").statuses()).containsExactly("Blocked", "Passed");
    }

    @Test
    void overwritesItsOwnFailureWhenTheTestPassesAgain() {
        start();
        publish(List.of(result("ACME-TC-4", Verdict.FAIL)));
        assertAll(publish(List.of(result("ACME-TC-4", Verdict.PASS))), State.PUBLISHED);
    }

    private void person(String testCase, long status) {
        person(testCase, status, "");
    }

    private void person(String testCase, long status, String more) {
        server.write(
                "PUT",
                BULK_UPDATE,
                "{\"entityIDs\":\"" + run(testCase).run() + "\",\"entityType\":\"TCR\",\"qmTsRunId\":\""
                        + run(testCase).suiteRun() + "\",\"runStatusID\":" + status + ",\"isAutoExecuted\":\"0\"" + more
                        + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unavailable=0.3",
                "droppedBefore=0.3",
                "droppedAfter=0.3",
                "badGatewayAfter=0.3",
                "stuck=0.4",
                "partialBatch=0.4",
                "wrongVerdict=0.1",
                "batchLimit=3",
                "conflict=0.3",
                "truncated=0.3",
                "offlinePage=0.3",
                "replicaLag=0.5:1500ms",
                "losesLastPage=0.4"
            })
    void endsWithEachVerdictOnceAndRight(String fault) {
        start();
        server.inflict(fault, 7);
        Reconciliation done = publish(results(1, 8));
        server.inflict("", 7);

        assertAll(done, State.PUBLISHED);
        assertThat(held("Chrome")).containsEntry("ACME-TC-4", "Passed").containsEntry("ACME-TC-2", "Blocked");
        assertThat(server.leaks()).isZero();
    }

    /** Some of these answers state no wait, which stops a publication like an exhausted quota. */
    @Test
    void endsRightWhenItIsThrottledAndRunAgain() {
        start();
        server.inflict("throttled=0.3:2s", 7);
        Reconciliation done = publish(results(1, 8));
        for (int again = 0; again < 20 && !done.complete(); again++) {
            done = publish(results(1, 8));
        }

        assertThat(done.complete()).isTrue();
        assertThat(held("Chrome")).containsEntry("ACME-TC-4", "Passed").containsEntry("ACME-TC-2", "Blocked");
        assertThat(server.runs("ACME-TS-1"))
                .allSatisfy(run -> assertThat(run.statuses()).hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void keepsTheRestForLaterWhenTheQuotaIsUsedUp() {
        server = QMetryServer.start(directory, SeedData.standard(), 9, Assumption.QUOTA_HAS_STATUS_200);
        Reconciliation done = publish(results(1, 8));

        assertThat(done.retryable()).isNotEmpty();
        assertThat(done.findings()).extracting(Finding::message).anyMatch(message -> message.contains("LIMIT"));
        assertThat(done.results().stream().filter(one -> one.state() == State.UNPUBLISHED))
                .allSatisfy(status -> assertThat(status.reason()).contains("tracker unavailable"));
    }

    @Test
    void writesNothingWhenItWouldWriteMoreThanItMay() throws IOException {
        start();
        assertRefused(limited(15), "16 objects", "<maxWrites> allows 15");
        assertThat(writes()).isZero();
        assertAll(limited(16), State.PUBLISHED);
    }

    private Reconciliation limited(int most) throws IOException {
        try (Tracker tracker = new LimitedTracker(server.tracker("platform", "all"), most)) {
            return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication(BUILD, results(1, 8)), Reconciler.How.WRITE);
        }
    }

    @Test
    void saysWhichSettingIsWrong() {
        start();
        assertRefused(publish(results(1, 2), "project", "NOPE"), "<qmetry><project>");
        assertRefused(publish(results(1, 2), "platform", "Opera"), "no execution", "Opera");
        assertRefused(publish(results(1, 2), "cycle", "Spike"), "no execution", "Spike");
    }
}
