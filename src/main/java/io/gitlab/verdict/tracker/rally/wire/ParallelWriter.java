package io.gitlab.verdict.tracker.rally.wire;

import io.gitlab.verdict.tracker.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Writes in several threads. Writes to children of the same parent conflict in Rally, so items that are written in
 * parallel must not share a parent.
 *
 * @param count the maximum number of threads
 */
public record ParallelWriter(int count) {

    /**
     * Writes all items and returns all answers. Each thread gets one contiguous part of at least {@code batchSize}
     * items.
     *
     * @param keys the keys that are answered for an item
     */
    public <T, K> Map<K, Answer> write(
            List<T> work, int batchSize, Function<T, List<K>> keys, Function<List<T>, Map<K, Answer>> lane) {
        int batches = (work.size() + batchSize - 1) / batchSize;
        int lanes = Math.min(count, batches);
        return lanes <= 1
                ? lane.apply(work)
                : complete(writeInLanes(work, (batches + lanes - 1) / lanes * batchSize, lane), work, keys);
    }

    private static <T, K> Map<K, Answer> writeInLanes(
            List<T> work, int length, Function<List<T>, Map<K, Answer>> lane) {
        List<Callable<Map<K, Answer>>> parts = new ArrayList<>();
        for (int from = 0; from < work.size(); from += length) {
            List<T> part = work.subList(from, Math.min(from + length, work.size()));
            parts.add(() -> lane.apply(part));
        }
        Map<K, Answer> answers = new HashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(parts.size());
        try {
            for (Future<Map<K, Answer>> part : threads.invokeAll(parts)) {
                answers.putAll(part.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("parallel writing failed:  " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        return answers;
    }

    private static <T, K> Map<K, Answer> complete(Map<K, Answer> answers, List<T> work, Function<T, List<K>> keys) {
        work.forEach(piece -> keys.apply(piece)
                .forEach(key -> answers.putIfAbsent(key, new Answer.Unknown("the goal was interrupted"))));
        return answers;
    }
}
