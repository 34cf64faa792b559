package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a whole publication takes (lookup, batches, read-back), as a share of what bare creates of the same results
 * take, one after the other, in the same run. Not among the tests: {@code mvn -Pbenchmark test}.
 */
class PublicationBenchmark {
    private static final int RESULTS = 2_000;
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");

    @TempDir
    private Path directory;

    @Test
    void takesAFractionOfSingleCreates() throws Exception {
        try (RallyServer server = RallyServer.start(directory)) {
            List<String> testCases = server.testCases(RESULTS);
            Map<String, Long> objectIds = server.objectIds();
            publish(server, testCases, "warm-up");
            testCases.stream().limit(500).forEach(id -> create(server, objectIds.get(id), "warm-up"));

            Duration single = time(() -> testCases.forEach(id -> create(server, objectIds.get(id), "single")));
            Duration published = time(() -> publish(server, testCases, "batched"));

            double ratio = (double) published.toMillis() / single.toMillis();
            System.out.println(String.format(
                    "%d results: %d ms published and verified, %d ms by single creates, ratio %.2f",
                    RESULTS, published.toMillis(), single.toMillis(), ratio));
            assertThat(ratio).isLessThan(1);
        }
    }

    private static void create(RallyServer server, long testCase, String build) {
        server.create(
                "testcaseresult",
                Map.of(
                        "TestCase",
                        "/testcase/" + testCase,
                        "Build",
                        build,
                        "Date",
                        DATE.toString(),
                        "Verdict",
                        "Pass",
                        "Notes",
                        "passed: shop.CartIT.adds"));
    }

    private static void publish(RallyServer server, List<String> testCases, String build) {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("url", server.direct().toString());
        List<Result> results = testCases.stream()
                .map(id -> new Result(
                        new ResultKey(id, DATE), Verdict.PASS, Duration.ZERO, "passed: shop.CartIT.adds", List.of(0)))
                .toList();
        try (Tracker tracker = new RallyTrackerFactory().open(server.connection(settings))) {
            Reconciliation done = new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication(build, results), Reconciler.How.WRITE);
            assertThat(done.results()).extracting(ResultStatus::state).containsOnly(State.PUBLISHED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
