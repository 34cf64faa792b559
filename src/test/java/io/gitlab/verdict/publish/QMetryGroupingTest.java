package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.sandbox.qmetry.SentRequest;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** How ten thousand verdicts go to QMetry: 2,000 test cases in five executions of a suite. */
class QMetryGroupingTest {
    private static final String BULK_UPDATE = "/rest/execution/runstatus/bulkupdate";
    private static final String READ_RUNS = "/rest/execution/list/viewColumns";
    private static final String BUILD = "GitLab-4711";
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final int PLATFORMS = 5;
    private static final int CASES = 2_000;
    private static final int FAILED_CASES = CASES / 100;
    private static final int PASSED_CASES = CASES - FAILED_CASES;
    private static final int BATCH = 20;
    private static final int PAGE = 50;
    private static final long PASSED = 3282;
    private static final long FAILED = 3280;

    /** What one call sets. */
    private record Call(
            String suiteRun, long status, String comment, List<String> runs, boolean bulk, boolean automated) {
        static Call of(SentRequest request) {
            JsonNode body = new ObjectMapper().readTree(request.body());
            return new Call(
                    body.path("qmTsRunId").asString(),
                    body.path("runStatusID").asLong(),
                    body.path("comments").asString(),
                    List.of(body.path("entityIDs").asString().split(",")),
                    body.path("isBulkOperation").asBoolean(),
                    body.path("isAutoExecuted").asString().equals("1"));
        }
    }

    @TempDir
    private Path directory;

    @Test
    void groupsTenThousandVerdictsByExecutionStatusAndComment() throws IOException {
        try (QMetryServer server = QMetryServer.start(directory, world(), Integer.MAX_VALUE)) {
            Reconciliation done = publish(server);

            assertThat(done.results()).hasSize(CASES).allMatch(status -> status.state() == State.PUBLISHED);
            List<Call> calls =
                    server.requests(BULK_UPDATE).stream().map(Call::of).toList();
            Map<String, StoredRun> stored = server.runs().stream()
                    .filter(run -> run.project().equals("ACME"))
                    .collect(Collectors.toMap(run -> String.valueOf(run.run()), Function.identity()));
            assertThat(stored).hasSize(PLATFORMS * CASES);
            assertEachRunOnce(calls, stored);
            assertThat(calls).allSatisfy(call -> assertWellGrouped(call, stored));
            assertFewCalls(calls);
            assertRequests(server.sent());
        }
    }

    private static void assertEachRunOnce(List<Call> calls, Map<String, StoredRun> stored) {
        assertThat(calls.stream().flatMap(call -> call.runs().stream()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(stored.keySet());
    }

    private static void assertWellGrouped(Call call, Map<String, StoredRun> stored) {
        assertThat(call.runs()).hasSizeBetween(1, BATCH);
        assertThat(call.bulk()).isEqualTo(call.runs().size() > 1);
        assertThat(call.automated()).isTrue();
        for (String id : call.runs()) {
            StoredRun run = stored.get(id);
            boolean failed = failed(run.testCase());
            assertThat(String.valueOf(run.suiteRun())).isEqualTo(call.suiteRun());
            assertThat(call.status()).isEqualTo(failed ? FAILED : PASSED);
            assertThat(call.comment()).isEqualTo(failed ? BUILD + "\n" + notes(run.testCase()) : BUILD);
            assertThat(run.comment()).isEqualTo(call.comment());
            assertThat(run.statuses()).containsExactly(failed ? "Failed" : "Passed");
        }
    }

    /** No batch is smaller than it must be: what differs in execution, status or comment alone is apart. */
    private static void assertFewCalls(List<Call> calls) {
        Map<List<Object>, List<Integer>> sizes = calls.stream()
                .collect(Collectors.groupingBy(
                        call -> List.of(call.suiteRun(), call.status(), call.comment()),
                        Collectors.mapping(call -> call.runs().size(), Collectors.toList())));
        assertThat(sizes).hasSize(PLATFORMS * (1 + FAILED_CASES));
        sizes.forEach((group, each) -> {
            int all = each.stream().mapToInt(Integer::intValue).sum();
            assertThat(all).isEqualTo(group.get(1).equals(PASSED) ? PASSED_CASES : 1);
            assertThat(each).hasSize((all + BATCH - 1) / BATCH);
        });
    }

    private static void assertRequests(List<SentRequest> sent) {
        Map<String, Long> byPath =
                sent.stream().collect(Collectors.groupingBy(SentRequest::path, Collectors.counting()));
        int pages = PLATFORMS * CASES / PAGE;
        long reads = byPath.remove(READ_RUNS);
        assertThat(reads).isEqualTo(2L * pages);
        assertThat(byPath)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "/rest/admin/project/getinfo",
                        1L,
                        "/rest/testsuites/list/viewColumns",
                        1L,
                        "/rest/execution/list/platformHome",
                        1L,
                        BULK_UPDATE,
                        (long) PLATFORMS * (PASSED_CASES / BATCH + FAILED_CASES)));
    }

    private Reconciliation publish(QMetryServer server) throws IOException {
        List<Result> results = IntStream.rangeClosed(1, CASES)
                .mapToObj(i -> "ACME-TC-" + i)
                .map(QMetryGroupingTest::result)
                .toList();
        try (Tracker tracker = new QMetryTrackerFactory()
                .open(server.connection(server.settings("testSuite", "Big", "platform", "all")))) {
            return new Reconciler(tracker, server.time().deadline(Duration.ofMinutes(10)), line -> {})
                    .reconcile(new Publication(BUILD, results), Reconciler.How.WRITE);
        }
    }

    private static boolean failed(String testCase) {
        return testCase.endsWith("00");
    }

    private static String notes(String testCase) {
        return "failed: " + testCase;
    }

    private static Result result(String testCase) {
        return new Result(
                new ResultKey(testCase, DATE),
                failed(testCase) ? Verdict.FAIL : Verdict.PASS,
                Duration.ofMillis(1_500),
                notes(testCase),
                List.of(0));
    }

    private static SeedData world() {
        List<SeedData.Project> projects = new ArrayList<>(SeedData.standard().projects());
        projects.replaceAll(project -> project.key().equals("ACME") ? withBigSuite(project) : project);
        return new SeedData(projects);
    }

    /** The project, with one suite of all test cases on each of the platforms. */
    private static SeedData.Project withBigSuite(SeedData.Project project) {
        List<SeedData.Platform> platforms = IntStream.rangeClosed(1, PLATFORMS)
                .mapToObj(i -> new SeedData.Platform(15_300 + i, "Platform " + i, false))
                .toList();
        List<String> names = platforms.stream().map(SeedData.Platform::name).toList();
        return new SeedData.Project(
                project.id(),
                project.key(),
                project.name(),
                project.rules(),
                project.statuses(),
                project.releases(),
                platforms,
                project.builds(),
                CASES,
                List.of(),
                List.of(new SeedData.Suite("Big", names, List.of("Sprint 1"), 1, CASES, List.of(), false, false)));
    }
}
