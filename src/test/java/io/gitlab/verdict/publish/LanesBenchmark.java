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
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes to publish and verify 10,000 results of as many test cases at a latency of 50 ms, as a multiple of what
 * the same requests take that are only sent, in the same number of lanes to the same server. The replica lag passes in no
 * time. Not among the tests: {@code mvn -Pbenchmark test}.
 */
class LanesBenchmark {
    private static final int RESULTS = 10_000;
    private static final int LANES = 4;
    private static final long LATENCY = 50;
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");

    @TempDir
    private Path directory;

    @Test
    void comparesAPublicationToItsRequests() throws Exception {
        try (RallyServer server = RallyServer.start(directory);
                Recorder recorder = Recorder.before(server.direct(), LATENCY)) {
            List<String> testCases = server.testCases(RESULTS);
            publish(server, recorder.url(), testCases.subList(0, 100), "build-0");
            recorder.takeRequests();

            long published = millis(() -> publish(server, recorder.url(), testCases, "build-1"));
            List<Recorder.Request> requests = recorder.takeRequests();
            long bare = millis(() -> sendInLanes(recorder.url(), requests));

            double ratio = (double) published / bare;
            System.out.println(String.format(
                    "%d results: %d ms published and verified, %d ms for the same %d requests in %d lanes, ratio %.2f",
                    RESULTS, published, bare, requests.size(), LANES, ratio));
            // 1.3 is the aim. A busy machine shows more, so this catches a relapse only: it was 2.5.
            assertThat(ratio).isLessThan(2.2);
        }
    }

    private static Void publish(RallyServer server, URI url, List<String> testCases, String build) throws Exception {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("url", url.toString());
        List<Result> results = testCases.stream()
                .map(id -> new Result(
                        new ResultKey(id, DATE), Verdict.PASS, Duration.ZERO, "passed: shop.CartIT.adds", List.of(0)))
                .toList();
        TrackerConnection connection = server.connection(
                settings,
                RallyServer.KEY,
                OptionalInt.empty(),
                OptionalInt.of(LANES),
                server.time().deadline(Duration.ofHours(1)));
        try (Tracker tracker = new RallyTrackerFactory().open(connection)) {
            Reconciliation done = new Reconciler(tracker, connection.deadline(), line -> {})
                    .reconcile(new Publication(build, results), Reconciler.How.WRITE);
            assertThat(done.results()).extracting(ResultStatus::state).containsOnly(State.PUBLISHED);
        }
        return null;
    }

    /** Under the name of another build, so that the server stores the results again. */
    private static Void sendInLanes(URI url, List<Recorder.Request> requests) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            lanes.add(() -> {
                for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                    assertThat(Recorder.send(client, url, ofOtherBuild(requests.get(i)))
                                    .statusCode())
                            .isEqualTo(200);
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try {
            for (Future<Void> lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return null;
    }

    private static Recorder.Request ofOtherBuild(Recorder.Request request) {
        String body = new String(request.body(), StandardCharsets.UTF_8).replace("build-1", "build-2");
        return new Recorder.Request(
                request.method(),
                URI.create(request.path().toString().replace("build-1", "build-2")),
                request.headers(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static long millis(Callable<Void> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1_000_000;
    }
}
