package io.gitlab.verdict.reconcile;

import static io.gitlab.verdict.reconcile.MemoryTracker.APPLIED;
import static io.gitlab.verdict.reconcile.MemoryTracker.CONFLICT;
import static io.gitlab.verdict.reconcile.MemoryTracker.LOST;
import static io.gitlab.verdict.reconcile.MemoryTracker.NOT_SENT;
import static io.gitlab.verdict.reconcile.MemoryTracker.RACED;
import static io.gitlab.verdict.reconcile.MemoryTracker.REFUSED;
import static io.gitlab.verdict.reconcile.MemoryTracker.VANISHED;
import static io.gitlab.verdict.reconcile.MemoryTracker.lagging;
import static io.gitlab.verdict.reconcile.MemoryTracker.storedAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.reconcile.MemoryTracker.Fate;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcilerTest {
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final Result ONE = result("TC1", Verdict.FAIL);
    private static final Result TWO = result("TC2", Verdict.PASS);

    private final FakeTime time = new FakeTime();
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final MemoryTracker tracker =
            new MemoryTracker(time, () -> fates.size() > 1 ? fates.poll() : fates.isEmpty() ? APPLIED : fates.peek());

    private static Result result(String testCase, Verdict verdict) {
        return new Result(new ResultKey(testCase, DATE), verdict, Duration.ofSeconds(1), "notes", List.of(0));
    }

    /** The last fate stays. */
    private void fates(Fate... some) {
        fates.addAll(List.of(some));
    }

    private Reconciliation reconcile(Result... results) {
        return reconcile(Duration.ofMinutes(10), results);
    }

    private Reconciliation reconcile(Duration budget, Result... results) {
        return reconcile(tracker, budget, results);
    }

    private Reconciliation reconcile(Tracker one, Duration budget, Result... results) {
        return new Reconciler(one, time.deadline(budget), line -> {})
                .reconcile(new Publication("B1", List.of(results)), Reconciler.How.WRITE);
    }

    private static ResultStatus only(Reconciliation reconciliation) {
        assertThat(reconciliation.results()).hasSize(1);
        return reconciliation.results().get(0);
    }

    @Test
    void writesWhatIsMissingAndReadsItBackOnceNoReplicaCanLagBehind() {
        Reconciliation done = reconcile(ONE, TWO);

        assertThat(done.results()).extracting(ResultStatus::state).containsOnly(State.PUBLISHED);
        assertThat(tracker.truth()).hasSize(2);
        assertThat(time.slept()).isGreaterThanOrEqualTo(MemoryTracker.LAG);
    }

    @Test
    void leavesAloneWhatIsThere() {
        tracker.hold(ONE, "Fail");

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.ALREADY_THERE);
        assertThat(tracker.writes()).isEmpty();
    }

    @Test
    void tellsTheResultsInTheOrderOfThePublication() {
        tracker.hold(TWO, "Pass");

        assertThat(reconcile(ONE, TWO).results())
                .extracting(status -> status.result().key().testCase())
                .containsExactly("TC1", "TC2");
    }

    @ParameterizedTest
    @CsvSource({"'', ", "Pass, ", "Fail, no tester", "Fail, no test set", "Fail, no test case"})
    void repairsWhatIsStoredWrong(String verdict, String flaw) {
        tracker.hold(ONE, verdict, flaw == null ? new String[0] : new String[] {flaw});

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.writes()).singleElement().isInstanceOf(Change.Repair.class);
        assertThat(tracker.truth()).singleElement().satisfies(stored -> {
            assertThat(stored.verdict()).isEqualTo("Fail");
            assertThat(stored.flaws()).isEmpty();
        });
    }

    @Test
    void repairsWhatItWroteItselfAtOnceAndPublishesIt() {
        fates(storedAs(""), APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.writes()).hasSize(2);
        assertThat(tracker.truth()).hasSize(1);
    }

    @Test
    void givesUpAfterThreeRepairsAndSaysWhatReadsBack() {
        fates(storedAs("", "no tester"));

        ResultStatus status = only(reconcile(ONE));

        assertThat(status.state()).isEqualTo(State.UNPUBLISHED);
        assertThat(status.reason())
                .startsWith("did not persist: after 4 writes it reads back with no tester, no verdict");
        assertThat(tracker.writes()).hasSize(4);
        assertThat(tracker.truth()).hasSize(1);
    }

    @Test
    void neverWritesAgainWhatBecomesVisibleWithinTheLag() {
        fates(lagging(Duration.ofSeconds(7)));

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.writes()).hasSize(1);
        assertThat(time.slept()).isLessThan(Duration.ofSeconds(16));
    }

    @Test
    void neverWritesAgainWhatWasAppliedWithoutAnAnswer() {
        fates((memory, change) -> {
            lagging(Duration.ofSeconds(5)).meet(memory, change);
            return LOST.meet(new MemoryTracker(time, () -> APPLIED), change);
        });

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.truth()).hasSize(1);
    }

    @Test
    void writesOnceMoreWhatStaysInvisibleBeyondTheLag() {
        fates(VANISHED, APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.writes()).hasSize(2).allMatch(Change.Create.class::isInstance);
        assertThat(time.slept()).isGreaterThanOrEqualTo(MemoryTracker.LAG);
    }

    @Test
    void takesNothingForMissingAfterAReadThatBeganBeforeTheLagHadPassed() {
        fates(lagging(Duration.ofSeconds(7)));
        tracker.readsTake(() -> Duration.ofSeconds(30));

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.writes()).hasSize(1);
    }

    @Test
    void waitsOutTheLagOfARepair() {
        tracker.hold(ONE, "");
        fates(lagging(Duration.ofSeconds(6)));

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.writes()).hasSize(1);
    }

    @Test
    void retriesAConflictAfterAGrowingWait() {
        fates(CONFLICT, CONFLICT, APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.writes()).hasSize(3);
        assertThat(time.slept()).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(30));
    }

    @Test
    void givesUpAConflictThatStays() {
        fates(CONFLICT);

        Reconciliation done = reconcile(ONE);

        assertThat(only(done).reason()).isEqualTo("Concurrency conflict");
        assertThat(done.retryable()).containsExactly(ONE.key());
        assertThat(tracker.writes()).hasSize(8);
    }

    @Test
    void takesNoConflictForAWriteThatDidNotPersist() {
        fates(CONFLICT, CONFLICT, CONFLICT, CONFLICT, CONFLICT, storedAs(""), storedAs(""), storedAs(""), APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
    }

    @Test
    void goesOnThroughAnOutageOfWritesAlone() {
        fates(VANISHED, VANISHED, VANISHED, VANISHED, VANISHED, APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.truth()).hasSize(1);
        assertThat(tracker.writes()).hasSize(6);
    }

    @Test
    void callsATrackerUnavailableThatTakesNoWritesForTwoMinutes() {
        fates(VANISHED);

        Reconciliation done = reconcile(ONE, TWO);

        assertThat(done.results())
                .extracting(ResultStatus::reason)
                .containsOnly("tracker unavailable: connection reset");
        assertThat(done.retryable()).containsExactlyInAnyOrder(ONE.key(), TWO.key());
        assertThat(done.unavailable()).isTrue();
        assertThat(done.findings()).containsExactly(Finding.error("connection reset"));
        assertThat(time.slept()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(140));
    }

    @Test
    void callsATrackerUnavailableThatTakesNoWritesUntilTheDeadline() {
        fates(VANISHED);

        Reconciliation done = reconcile(Duration.ofMinutes(1), ONE);

        assertThat(only(done).reason()).isEqualTo("tracker unavailable: connection reset");
        assertThat(done.retryable()).containsExactly(ONE.key());
    }

    @Test
    void isNotOutOfPatienceWhileLostAnswersAreSeenToBeDone() {
        List<Result> many = IntStream.range(0, 40)
                .mapToObj(i -> result("TC" + i, Verdict.PASS))
                .toList();
        MemoryTracker slow = new MemoryTracker(time, () -> (memory, change) -> {
            boolean next = memory.writes().size() % 2 == 0;
            time.sleep(Duration.ofSeconds(5));
            return next ? LOST.meet(memory, change) : VANISHED.meet(memory, change);
        });

        Reconciliation done = new Reconciler(slow, time.deadline(Duration.ofHours(1)), line -> {})
                .reconcile(new Publication("B1", many), Reconciler.How.WRITE);

        assertThat(done.complete()).isTrue();
        assertThat(slow.truth()).hasSize(40);
    }

    @Test
    void countsWhatIsSeenWrongAfterAnAnswerWasLost() {
        fates((memory, change) -> {
            storedAs(memory.writes().size() % 2 == 0 ? "" : "Blocked").meet(memory, change);
            return new Answer.Unknown("connection reset");
        });

        assertThat(only(reconcile(ONE)).reason()).startsWith("did not persist: after 4 writes");
        assertThat(tracker.writes()).hasSize(4);
        assertThat(tracker.truth()).hasSize(1);
    }

    @Test
    void asksNothingUntilTheTrackerWantsToHearAgain() {
        List<Instant> writes = new ArrayList<>();
        List<Instant> reads = new ArrayList<>();
        tracker.readsFailWhen(() -> !reads.add(time.instant()));
        fates(
                (memory, change) -> {
                    writes.add(time.instant());
                    return new Answer.Unknown("HTTP 503", Optional.of(Duration.ofSeconds(50)));
                },
                APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(reads.get(1)).isEqualTo(writes.get(0).plusSeconds(50));
    }

    @Test
    void waitsForNoTrackerThatWantsToHearNothingForLongerThanTwoMinutes() {
        fates((memory, change) -> new Answer.NotSent("HTTP 429", Optional.of(Duration.ofMinutes(3))));

        assertThat(only(reconcile(ONE)).reason()).isEqualTo("tracker unavailable: HTTP 429");
        assertThat(time.slept()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void takesARefusalForFinalAndGoesOnWithTheOthers() {
        fates(REFUSED, APPLIED);

        assertThat(reconcile(ONE, TWO).results())
                .extracting(ResultStatus::state)
                .containsExactly(State.UNPUBLISHED, State.PUBLISHED);
        assertThat(tracker.writes()).hasSize(2);
    }

    @Test
    void countsOnlyWhatWasSentAsATry() {
        fates(NOT_SENT, NOT_SENT, NOT_SENT, NOT_SENT, NOT_SENT, NOT_SENT, APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
    }

    @Test
    void endsWithTheDeadlineAndTellsTheLastTrouble() {
        fates(CONFLICT);

        ResultStatus status = only(reconcile(Duration.ofSeconds(20), ONE));

        assertThat(status.reason()).contains("the deadline of PT20S passed").contains("(Concurrency conflict)");
        assertThat(time.slept()).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void neverCallsPublishedWhatItCouldNotReadBack() {
        tracker.readsFailWhen(() -> !tracker.writes().isEmpty());

        Reconciliation done = reconcile(ONE);

        assertThat(tracker.truth()).hasSize(1);
        assertThat(only(done).state()).isEqualTo(State.UNPUBLISHED);
        assertThat(only(done).reason())
                .startsWith("tracker unavailable: HTTP 503")
                .contains("sent before that");
        assertThat(done.findings()).hasSize(2).contains(Finding.error("HTTP 503"));
        assertThat(done.findings().get(1).message())
                .startsWith("1 of the unpublished results")
                .contains("were sent");
    }

    @Test
    void keepsWhatWasProvenBeforeTheTrackerWentAway() {
        tracker.hold(TWO, "Pass");
        tracker.readsFailWhen(() -> !tracker.writes().isEmpty());

        assertThat(reconcile(ONE, TWO).results())
                .extracting(ResultStatus::state)
                .containsExactly(State.UNPUBLISHED, State.ALREADY_THERE);
    }

    @Test
    void writesNothingWhenThePreflightIsRefused() {
        tracker.refuseAll("the key is wrong");

        Reconciliation done = reconcile(ONE, TWO);

        assertThat(done.results()).extracting(ResultStatus::reason).containsOnly("the key is wrong");
        assertThat(done.findings()).containsExactly(Finding.error("the key is wrong"));
        assertThat(tracker.writes()).isEmpty();
    }

    @Test
    void leavesOutWhatThePreflightRefuses() {
        tracker.refuse(ONE.key(), "recycled");

        Reconciliation done = reconcile(ONE, TWO);

        assertThat(done.results()).extracting(ResultStatus::reason).containsExactly("recycled", "");
        assertThat(tracker.truth()).extracting(StoredResult::key).containsExactly(TWO.key());
    }

    @Test
    void tellsWhatTheTrackerFoundWhileWriting() {
        tracker.tell(Finding.warning("outside of the test set"));

        assertThat(reconcile(ONE).findings()).containsExactly(Finding.warning("outside of the test set"));
    }

    @Test
    void writesNothingInADryRunAndNamesTheDifferenceAtOnce() {
        Instant before = time.instant();
        tracker.hold(TWO, "", "no tester");

        assertThat(reconcile(new DryTracker(tracker), Duration.ofMinutes(10), ONE, TWO)
                        .results())
                .extracting(ResultStatus::reason)
                .containsExactly("dry run: would be created", "dry run: would be repaired (no tester, no verdict)");
        assertThat(tracker.writes()).isEmpty();
        assertThat(time.instant()).isEqualTo(before);
    }

    @Test
    void removesTheYoungerOfTwoResultsOfTheSameTestCaseBuildAndDate() {
        tracker.hold(ONE, "Fail");
        tracker.hold(ONE, "Fail");
        fates(APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.ALREADY_THERE);
        assertThat(tracker.truth()).extracting(StoredResult::reference).containsExactly("1");
    }

    @Test
    void removesAWrongOneRatherThanTheRightOne() {
        tracker.hold(ONE, "");
        tracker.hold(ONE, "Fail");
        fates(APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.ALREADY_THERE);
        assertThat(tracker.truth()).extracting(StoredResult::reference).containsExactly("2");
    }

    @Test
    void endsWithOneResultWhenAnotherJobWritesTheSameAtTheSameTime() {
        fates(RACED, APPLIED);

        assertThat(only(reconcile(ONE)).state()).isEqualTo(State.PUBLISHED);
        assertThat(tracker.truth()).extracting(StoredResult::reference).containsExactly("1");
    }

    @Test
    void tellsOfASecondResultThatItMayNotRemove() {
        tracker.hold(ONE, "Fail");
        tracker.hold(ONE, "Fail");
        fates(REFUSED);

        Reconciliation done = reconcile(ONE);

        assertThat(only(done).state()).isEqualTo(State.ALREADY_THERE);
        assertThat(done.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("The tracker holds TC1 more than once")
                        .contains("delete 2 by hand", "no such user"));
    }

    @Test
    void goesOnWaitingForAProofWhenTheTrackerGoesAwayBeforeASecondResultWouldShow() {
        int[] reads = {0};
        tracker.readsFailWhen(() -> ++reads[0] == 3);

        Reconciliation done = reconcile(ONE);

        assertThat(only(done).state()).isEqualTo(State.PUBLISHED);
        assertThat(done.complete()).isFalse();
        assertThat(done.retryable()).containsExactly(ONE.key());
    }

    @Test
    void triesAgainToRemoveASecondResultAndGoesOnWaitingForIt() {
        tracker.hold(ONE, "Fail");
        tracker.hold(ONE, "Fail");
        fates(CONFLICT);

        Reconciliation done = reconcile(ONE);

        assertThat(tracker.writes()).hasSize(4);
        assertThat(only(done).state()).isEqualTo(State.ALREADY_THERE);
        assertThat(done.complete()).isFalse();
    }

    /** Under any faults, each result is stored exactly once and correctly, or reported as unpublished. */
    @RepeatedTest(500)
    void neverTellsAResultAsPublishedThatIsNotHeldOnceAndRight(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        List<Fate> all = List.of(
                APPLIED,
                APPLIED,
                LOST,
                VANISHED,
                CONFLICT,
                REFUSED,
                NOT_SENT,
                storedAs(""),
                storedAs("Blocked"),
                storedAs("Fail", "no test case"),
                lagging(Duration.ofMillis(random.nextLong(8_000))));
        AtomicInteger readsUntilAway = new AtomicInteger(random.nextInt(60));
        MemoryTracker faulty = new MemoryTracker(time, () -> all.get(random.nextInt(all.size())));
        faulty.readsFailWhen(() -> readsUntilAway.decrementAndGet() == 0);
        List<Result> results = new ArrayList<>(IntStream.range(0, 1 + random.nextInt(20))
                .mapToObj(i -> result("TC" + i, Verdict.values()[random.nextInt(5)]))
                .toList());
        results.stream().filter(result -> random.nextInt(4) == 0).forEach(result -> faulty.hold(result, "Pass"));

        Reconciliation done = new Reconciler(faulty, time.deadline(Duration.ofMinutes(10)), line -> {})
                .reconcile(new Publication("B1", results), Reconciler.How.WRITE);

        assertThat(done.results()).extracting(ResultStatus::result).containsExactlyElementsOf(results);
        for (ResultStatus status : done.results()) {
            List<StoredResult> held = faulty.truth().stream()
                    .filter(stored -> stored.key().equals(status.result().key()))
                    .toList();
            assertThat(held).as("held of %s", status).hasSizeLessThanOrEqualTo(1);
            if (status.state() != State.UNPUBLISHED) {
                assertThat(held)
                        .as("held of %s", status)
                        .singleElement()
                        .satisfies(stored -> assertThat(ResultProgress.difference(status.result(), stored))
                                .isEmpty());
            }
        }
    }
}
