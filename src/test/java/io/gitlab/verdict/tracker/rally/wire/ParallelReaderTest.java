package io.gitlab.verdict.tracker.rally.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelReaderTest {
    private static final List<Integer> PARTS = IntStream.range(0, 30).boxed().toList();

    private final Queue<Integer> begun = new ConcurrentLinkedQueue<>();

    @Test
    void readsInAllLanesAtOnceAndKeepsTheOrder() throws Exception {
        CyclicBarrier allUnderWay = new CyclicBarrier(3);
        List<Integer> answers = new ParallelReader(3).read(PARTS, part -> {
            try {
                allUnderWay.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return -part;
        });
        assertThat(answers).isEqualTo(PARTS.stream().map(part -> -part).toList());
    }

    @Test
    void readsInTheThreadOfTheCallerIfThereIsOneLane() throws Exception {
        Thread caller = Thread.currentThread();
        List<Thread> threads = new ParallelReader(1).read(PARTS, part -> Thread.currentThread());
        assertThat(threads).hasSize(30).containsOnly(caller);
    }

    @Test
    void beginsNoFurtherReadAfterAFailure() {
        for (int lanes : new int[] {1, 2}) {
            begun.clear();
            assertThatThrownBy(() -> new ParallelReader(lanes).read(PARTS, this::unavailable))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessage("gone");
            assertThat(begun).hasSizeLessThan(PARTS.size());
        }
    }

    private int unavailable(int part) throws UnavailableException {
        begun.add(part);
        throw new UnavailableException("gone", null);
    }

    @Test
    void passesOnARefusal() {
        assertThatThrownBy(() -> new ParallelReader(4).read(PARTS, part -> {
                    throw new RefusedException("no");
                }))
                .isInstanceOf(RefusedException.class)
                .hasMessage("no");
    }

    @Test
    void isUnavailableIfInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new ParallelReader(4).read(PARTS, part -> part))
                .isInstanceOf(UnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
