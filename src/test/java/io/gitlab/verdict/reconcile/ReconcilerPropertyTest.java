package io.gitlab.verdict.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** Invariants of the reconcile loop, for arbitrary sequences of outcomes of its writes. */
class ReconcilerPropertyTest {
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");

    /** A first write and three repairs. */
    private static final int MOST_WRITES = 4;

    private static final int MOST_CONFLICTS = 8;

    /** What becomes of a write, and how long the read after it takes. */
    enum Kind {
        APPLIED(MemoryTracker.APPLIED),
        LAGGING(MemoryTracker.lagging(Duration.ofMillis(7_900))),
        LOST(MemoryTracker.LOST),
        LOST_AND_LAGGING((tracker, change) -> {
            MemoryTracker.lagging(Duration.ofSeconds(6)).meet(tracker, change);
            return new Answer.Unknown("connection reset");
        }),
        VANISHED(MemoryTracker.VANISHED),
        CONFLICT(MemoryTracker.CONFLICT),
        REFUSED(MemoryTracker.REFUSED),
        NOT_SENT(MemoryTracker.NOT_SENT),
        WITHOUT_VERDICT(MemoryTracker.storedAs("")),
        WRONG(MemoryTracker.storedAs("Not Applicable")),
        ORPHANED(MemoryTracker.storedAs("Pass", "no test case")),
        RACED(MemoryTracker.RACED);

        private final Fate fate;

        Kind(Fate fate) {
            this.fate = fate;
        }
    }

    /** @param held how many results of its key the tracker really held before */
    private record Sent(Change change, Answer answer, Instant at, long held) {}

    private FakeTime time;
    private Map<ResultKey, List<Sent>> sent;

    /** One instance meets all tries. */
    @BeforeTry
    void startAnew() {
        time = new FakeTime();
        sent = new HashMap<>();
    }

    @Provide
    Arbitrary<List<Kind>> fates() {
        return Arbitraries.of(Kind.class).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Integer>> slowness() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.just(0)),
                        Tuple.of(1, Arbitraries.integers().between(1, 60)))
                .list()
                .ofMaxSize(20);
    }

    @Property
    void tellsTheTruthWithinBoundsWhateverHappens(
            @ForAll("fates") List<Kind> fates,
            @ForAll("slowness") List<Integer> slowness,
            @ForAll @IntRange(min = 1, max = 6) int count,
            @ForAll @IntRange(min = 1, max = 1_200) int budgetSeconds) {
        MemoryTracker tracker = tracker(fates, slowness);
        List<Result> results = IntStream.range(0, count)
                .mapToObj(ReconcilerPropertyTest::result)
                .toList();

        Reconciliation done = new Reconciler(tracker, time.deadline(Duration.ofSeconds(budgetSeconds)), line -> {})
                .reconcile(new Publication("B1", results), Reconciler.How.WRITE);

        assertThat(done.results()).extracting(ResultStatus::result).containsExactlyElementsOf(results);
        done.results().forEach(status -> assertTold(status, done, tracker));
        sent.values().forEach(ReconcilerPropertyTest::assertSent);
    }

    private static Result result(int number) {
        return new Result(new ResultKey("TC" + number, DATE), Verdict.PASS, Duration.ofSeconds(1), "notes", List.of(0));
    }

    /** When the fates have run out, writes are applied. */
    private MemoryTracker tracker(List<Kind> fates, List<Integer> slowness) {
        Iterator<Kind> kinds = fates.iterator();
        Iterator<Integer> seconds = slowness.iterator();
        MemoryTracker tracker =
                new MemoryTracker(time, () -> recorded(kinds.hasNext() ? kinds.next().fate : MemoryTracker.APPLIED));
        tracker.readsTake(() -> Duration.ofSeconds(seconds.hasNext() ? seconds.next() : 0));
        return tracker;
    }

    private Fate recorded(Fate fate) {
        return (tracker, change) -> {
            long held = held(tracker, change.result().key()).size();
            Answer answer = fate.meet(tracker, change);
            sent.computeIfAbsent(change.result().key(), key -> new ArrayList<>())
                    .add(new Sent(change, answer, time.instant(), held));
            return answer;
        };
    }

    private static void assertTold(ResultStatus status, Reconciliation done, MemoryTracker tracker) {
        List<StoredResult> held = held(tracker, status.result().key());
        boolean proven = !done.retryable().contains(status.result().key());
        if (status.state() == State.UNPUBLISHED) {
            assertThat(status.reason()).isNotBlank();
        } else {
            assertThat(held)
                    .as("held of %s", status)
                    .anyMatch(stored ->
                            ResultProgress.difference(status.result(), stored).isEmpty());
        }
        if (status.state() != State.UNPUBLISHED && proven && done.findings().isEmpty()) {
            assertThat(held).as("held of %s", status).hasSize(1);
        }
    }

    private static List<StoredResult> held(MemoryTracker tracker, ResultKey key) {
        return tracker.truth().stream()
                .filter(stored -> stored.key().equals(key))
                .toList();
    }

    private static void assertSent(List<Sent> sent) {
        List<Sent> writes = sent.stream()
                .filter(one -> !(one.change() instanceof Change.Remove))
                .toList();
        assertThat(writes.stream().filter(one -> one.answer() instanceof Answer.Applied))
                .as("writes of one result that were accepted")
                .hasSizeLessThanOrEqualTo(MOST_WRITES);
        assertThat(writes.stream().filter(one -> one.answer() instanceof Answer.Refused))
                .as("conflicts of one result")
                .hasSizeLessThanOrEqualTo(MOST_CONFLICTS);
        assertThat(sent.stream()
                        .filter(one -> one.change() instanceof Change.Remove)
                        .filter(one -> !(one.answer() instanceof Answer.NotSent)))
                .as("removals")
                .hasSizeLessThanOrEqualTo(MOST_WRITES);
        assertThat(sent)
                .as("creations of stored results")
                .noneMatch(one -> one.change() instanceof Change.Create && one.held() > 0);
        for (int i = 1; i < sent.size(); i++) {
            Sent before = sent.get(i - 1);
            Sent next = sent.get(i);
            assertThat(terminal(before))
                    .as("%s is followed by %s", before, next)
                    .isFalse();
            boolean again = next.change() instanceof Change.Create;
            if (again && before.change() instanceof Change.Create && before.answer() instanceof Answer.Unknown) {
                assertThat(next.at())
                        .as("%s is sent again", before)
                        .isAfterOrEqualTo(before.at().plus(MemoryTracker.LAG));
            }
        }
    }

    /** A removal that is refused does not end what must be written. */
    private static boolean terminal(Sent sent) {
        return sent.answer() instanceof Answer.Refused refused
                && !refused.worthRetrying()
                && !(sent.change() instanceof Change.Remove);
    }
}
