package io.gitlab.verdict.tracker.rally.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelWriterTest {
    private final Queue<List<Change>> parts = new ConcurrentLinkedQueue<>();

    private static List<Change> changes(int count) {
        return IntStream.range(0, count)
                .<Change>mapToObj(i -> new Change.Create(
                        new Result(new ResultKey("TC" + i, Instant.EPOCH), Verdict.PASS, Duration.ZERO, "", List.of())))
                .toList();
    }

    private static List<ResultKey> keys(Change change) {
        return List.of(change.result().key());
    }

    private Map<ResultKey, Answer> apply(List<Change> part) {
        parts.add(part);
        Map<ResultKey, Answer> answers = new HashMap<>();
        part.forEach(change -> answers.put(change.result().key(), new Answer.Applied()));
        return answers;
    }

    @Test
    void writesEachChangeInOneLane() {
        List<Change> changes = changes(100);

        Map<ResultKey, Answer> answers =
                new ParallelWriter(4).write(changes, 10, ParallelWriterTest::keys, this::apply);

        assertThat(answers).hasSize(100);
        assertThat(parts)
                .hasSize(4)
                .allSatisfy(part -> assertThat(part.size() % 10).isZero());
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(changes);
    }

    @Test
    void writesInAllLanesAtOnce() {
        CyclicBarrier allUnderWay = new CyclicBarrier(3);

        Map<ResultKey, Answer> answers = new ParallelWriter(3)
                .write(changes(30), 10, ParallelWriterTest::keys, part -> {
                    try {
                        allUnderWay.await(30, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return apply(part);
                });

        assertThat(answers).hasSize(30);
    }

    @Test
    void opensNoLaneForLessThanABatch() {
        new ParallelWriter(4).write(changes(15), 10, ParallelWriterTest::keys, this::apply);
        new ParallelWriter(4).write(changes(5), 10, ParallelWriterTest::keys, this::apply);

        assertThat(parts).extracting(List::size).containsExactlyInAnyOrder(10, 5, 5);
    }

    @Test
    void tellsWhatAnInterruptLeftAsUnknown() {
        Thread.currentThread().interrupt();

        Map<ResultKey, Answer> answers =
                new ParallelWriter(2).write(changes(20), 10, ParallelWriterTest::keys, part -> Map.of());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answers.values()).hasSize(20).allMatch(Answer.Unknown.class::isInstance);
    }
}
