package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.qmetry.Assumption;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.DecoratedTracker;
import io.gitlab.verdict.tracker.ForwardingPublication;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Publishes build after build to the same runs of QMetry, over HTTP. */
class QMetryBuildsTest {
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final long PASSED = 3282;
    private static final long FAILED = 3280;
    private static final long ALPHA = 1417;

    @TempDir
    private Path directory;

    private QMetryServer server;

    private void start(Assumption... assumptions) {
        server = QMetryServer.start(directory, assumptions);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Stream<List<Assumption>> comments() {
        return Stream.of(List.of(), List.of(Assumption.COMMENTS_OF_RUNS_ARE_NOT_LISTED));
    }

    private static Result result(int number, Verdict verdict, String notes) {
        return new Result(new ResultKey("ACME-TC-" + number, DATE), verdict, Duration.ZERO, notes, List.of(0));
    }

    private static List<Result> passed() {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(number -> result(number, Verdict.PASS, ""))
                .toList();
    }

    private Reconciliation publish(String build, List<Result> results, String... settings) {
        return publish(build, results, server.tracker(settings));
    }

    private Reconciliation publish(String build, List<Result> results, Tracker opened) {
        try (Tracker tracker = opened) {
            return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication(build, results), Reconciler.How.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertAll(Reconciliation done, State state) {
        assertThat(done.results())
                .isNotEmpty()
                .allSatisfy(
                        status -> assertThat(status.state()).as(status.reason()).isEqualTo(state));
    }

    private List<StoredRun> runs() {
        return server.runs("ACME-TS-1").stream()
                .filter(run -> run.platform().equals("Chrome"))
                .toList();
    }

    private StoredRun run(int number) {
        return runs().get(number - 1);
    }

    private void set(int number, long status, String more) {
        server.write(
                "PUT",
                "/rest/execution/runstatus/bulkupdate",
                "{\"entityIDs\":\"" + run(number).run() + "\",\"entityType\":\"TCR\",\"qmTsRunId\":\""
                        + run(number).suiteRun() + "\",\"runStatusID\":" + status + more + "}");
    }

    @ParameterizedTest
    @MethodSource("comments")
    void givesEachRunItsStatusInTheBuildThatIsNamed(List<Assumption> assumptions) {
        start(assumptions.toArray(Assumption[]::new));
        assertAll(publish("B1", passed(), "createBuild", "true"), State.PUBLISHED);

        assertAll(publish("B2", passed(), "createBuild", "true"), State.PUBLISHED);
        assertAll(publish("B2", passed(), "createBuild", "true"), State.ALREADY_THERE);

        assertThat(runs()).allSatisfy(run -> {
            assertThat(run.build()).isEqualTo("B2");
            assertThat(run.comment()).isEqualTo("B2");
            assertThat(run.statuses()).containsExactly("Passed", "Passed");
        });
    }

    @Test
    void leavesToAnotherBuildWhatItSetMeanwhileAndSaysSo() {
        start();
        publish("B1", passed().subList(0, 1), "createBuild", "true");
        FaultyServer front = FaultyServer.before(server.url());
        front.script((request, upstream) -> {
            FaultyServer.Reply reply = upstream.pass(request);
            if (request.uri().endsWith("bulkupdate")) {
                String alpha = ",\"dropID\":" + ALPHA + ",\"comments\":\"B3\",\"isAutoExecuted\":\"1\"";
                set(1, PASSED, alpha);
                set(2, PASSED, alpha);
            }
            return Optional.of(reply);
        });

        Reconciliation done = publish(
                "B2", passed(), "createBuild", "true", "url", front.url().toString());
        front.close();

        assertThat(done.results().subList(0, 2)).allSatisfy(status -> {
            assertThat(status.state()).isEqualTo(State.UNPUBLISHED);
            assertThat(status.reason()).contains("another publication", "one after the other");
        });
        assertThat(done.results().subList(2, 8)).allMatch(status -> status.state() == State.PUBLISHED);
        assertThat(front.seen())
                .filteredOn(request -> request.uri().endsWith("bulkupdate"))
                .hasSize(1);
    }

    @Test
    void doesNotWriteAStatusAgainWhereNoBuildIsNamed() {
        start();
        publish("B1", passed());

        assertAll(publish("B2", passed()), State.ALREADY_THERE);
        assertThat(runs()).allMatch(run -> run.statuses().size() == 1);
    }

    @Test
    void finishesABuildOfWhichPartIsThere() {
        start();
        publish("B1", passed(), "createBuild", "true");
        publish("B2", passed().subList(0, 3), "createBuild", "true");

        Reconciliation done = publish("B2", passed(), "createBuild", "true");

        assertThat(done.results().stream().map(ResultStatus::state))
                .containsExactly(
                        State.ALREADY_THERE,
                        State.ALREADY_THERE,
                        State.ALREADY_THERE,
                        State.PUBLISHED,
                        State.PUBLISHED,
                        State.PUBLISHED,
                        State.PUBLISHED,
                        State.PUBLISHED);
        assertThat(runs())
                .allMatch(run -> run.build().equals("B2") && run.statuses().size() == 2);
    }

    @Test
    void takesTheSameBuildOfManyPublicationsForOne() {
        start();
        publish("GitLab-1", passed(), "build", "Alpha");

        assertAll(publish("GitLab-2", passed(), "build", "Alpha"), State.ALREADY_THERE);
    }

    @Test
    void leavesAPersonsSameVerdictOfThisBuildAsItIs() {
        start();
        set(1, FAILED, ",\"dropID\":" + ALPHA + ",\"comments\":\"seen with my own eyes\"");

        Reconciliation done = publish("Alpha", List.of(result(1, Verdict.FAIL, "no cart")), "createBuild", "true");

        assertAll(done, State.ALREADY_THERE);
        assertThat(run(1).comment()).isEqualTo("seen with my own eyes");
    }

    @ParameterizedTest
    @MethodSource("comments")
    void namesTheBuildThoughItShowsLate(List<Assumption> assumptions) {
        start(assumptions.toArray(Assumption[]::new));
        server.inflict("replicaLag=1:2s", 3);

        assertAll(publish("B1", passed(), "createBuild", "true"), State.PUBLISHED);

        server.inflict(Faults.NONE);
        assertThat(runs()).allSatisfy(run -> assertThat(run.build()).isEqualTo("B1"));
        assertThat(server.requests("/rest/admin/drops")).hasSize(1);
    }

    @Test
    void isInTheBuildInSpiteOfLostAnswersAndStuckRuns() {
        start();
        publish("B1", passed(), "createBuild", "true");
        server.inflict("droppedAfter=0.3,stuck=0.3,badGatewayAfter=0.1", 5);

        assertAll(publish("B2", passed(), "createBuild", "true"), State.PUBLISHED);

        server.inflict(Faults.NONE);
        assertThat(runs()).allSatisfy(run -> assertThat(run.build()).isEqualTo("B2"));
    }

    /** The second of three calls never reaches QMetry. */
    private Reconciliation publishWithALostBatch(String build, String... settings) {
        Tracker tracker =
                new DecoratedTracker(server.tracker(settings), prepared -> new ForwardingPublication(prepared) {
                    private int turn;

                    @Override
                    public Map<ResultKey, Answer> write(List<Change> changes) {
                        if (turn++ > 0) {
                            return super.write(changes);
                        }
                        Map<ResultKey, Answer> answers = new HashMap<>(super.write(changes.subList(0, 3)));
                        changes.subList(3, 6)
                                .forEach(change -> answers.put(change.result().key(), new Answer.Unknown("no answer")));
                        answers.putAll(super.write(changes.subList(6, 8)));
                        return answers;
                    }
                });
        return publish(build, passed(), tracker);
    }

    @ParameterizedTest
    @MethodSource("comments")
    void writesAgainWhatWasLostBetweenTwoBatches(List<Assumption> assumptions) {
        start(assumptions.toArray(Assumption[]::new));
        publish("B1", passed(), "createBuild", "true");

        assertAll(publishWithALostBatch("B2", "createBuild", "true"), State.PUBLISHED);

        assertThat(runs()).allSatisfy(run -> assertThat(run.build()).isEqualTo("B2"));
    }

    @ParameterizedTest
    @MethodSource("comments")
    void writesAgainWhatWasLostWhereABuildIsOfManyPublications(List<Assumption> assumptions) {
        start(assumptions.toArray(Assumption[]::new));
        publish("J1", passed(), "createBuild", "true");

        assertAll(publishWithALostBatch("J2", "build", "Alpha"), State.PUBLISHED);

        assertThat(runs()).allSatisfy(run -> assertThat(run.build()).isEqualTo("Alpha"));
    }

    @Test
    void writesAgainWhatWasLostAmongVerdictsOfAPerson() {
        start();
        IntStream.rangeClosed(1, 8).forEach(number -> set(number, PASSED, ",\"isAutoExecuted\":\"0\""));

        assertAll(publishWithALostBatch("B2", "createBuild", "true"), State.PUBLISHED);

        assertThat(runs()).allSatisfy(run -> assertThat(run.build()).isEqualTo("B2"));
    }

    @Test
    void publishesFromTwoJobsThatCreateTheBuildAtOnce() throws Exception {
        start();
        server.inflict("replicaLag=0.5:2s", 3);
        ExecutorService jobs = Executors.newFixedThreadPool(2);
        List<Future<Reconciliation>> done = IntStream.range(0, 2)
                .mapToObj(job -> jobs.submit(() -> publish("B1", passed(), "createBuild", "true")))
                .toList();
        jobs.shutdown();

        for (Future<Reconciliation> one : done) {
            assertThat(one.get().results())
                    .allSatisfy(status ->
                            assertThat(status.state()).as(status.reason()).isNotEqualTo(State.UNPUBLISHED));
        }
        server.inflict(Faults.NONE);
        assertThat(runs()).allSatisfy(run -> assertThat(run.build()).isEqualTo("B1"));
    }

    @Test
    void leavesAloneWhatAPersonFailsMeanwhile() {
        start();
        server.inflict("stuck=1", 3);
        Tracker tracker = new DecoratedTracker(server.tracker(), prepared -> new ForwardingPublication(prepared) {
            @Override
            public Map<ResultKey, Answer> write(List<Change> changes) {
                Map<ResultKey, Answer> answers = super.write(changes);
                server.inflict(Faults.NONE);
                set(1, FAILED, ",\"isAutoExecuted\":\"0\"");
                return answers;
            }
        });

        Reconciliation done = publish("B1", passed(), tracker);

        assertThat(done.results().get(0).reason()).contains("test case ACME-TC-1 has another verdict");
        assertThat(done.results().subList(1, 8)).allMatch(status -> status.state() == State.PUBLISHED);
        assertThat(run(1).status()).isEqualTo("Failed");
    }

    @Test
    void repairsAWrongStatusThatNoPersonGave() {
        start();
        server.inflict("wrongVerdict=0.2", 3);

        assertAll(publish("B1", passed()), State.PUBLISHED);
        server.inflict(Faults.NONE);
        assertThat(runs()).allMatch(run -> run.status().equals("Passed"));
    }
}
