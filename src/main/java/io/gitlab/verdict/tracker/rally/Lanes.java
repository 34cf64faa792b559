package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
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
 * Writes changes in several lanes at once. Writes that cascade to the same parent conflict in Rally, so the changes of one
 * write must share neither test case nor test set.
 *
 * @param count how many lanes there are at most
 */
record Lanes(int count) {

    /** The answers of all lanes; each takes a part of the changes that is worth a lane. */
    Map<ResultKey, Answer> write(
            List<Change> changes, int batchSize, Function<List<Change>, Map<ResultKey, Answer>> lane) {
        int batches = (changes.size() + batchSize - 1) / batchSize;
        int lanes = Math.min(count, batches);
        return lanes <= 1
                ? lane.apply(changes)
                : writeInLanes(changes, (batches + lanes - 1) / lanes * batchSize, lane);
    }

    private static Map<ResultKey, Answer> writeInLanes(
            List<Change> changes, int length, Function<List<Change>, Map<ResultKey, Answer>> lane) {
        List<Callable<Map<ResultKey, Answer>>> parts = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += length) {
            List<Change> part = changes.subList(from, Math.min(from + length, changes.size()));
            parts.add(() -> lane.apply(part));
        }
        Map<ResultKey, Answer> answers = new HashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(parts.size());
        try {
            for (Future<Map<ResultKey, Answer>> part : threads.invokeAll(parts)) {
                answers.putAll(part.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("writing in lanes failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        changes.forEach(
                change -> answers.putIfAbsent(change.result().key(), new Answer.Unknown("the goal was interrupted")));
        return answers;
    }
}
