package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.FaultyServer.Seen;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 10,000 executions of 5,000 test cases, over HTTP: every request counts, lookup and read-back included. */
class FewRequestsTest {
    private static final int TEST_CASES = 5_000;
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final VerdictPolicy POLICY = new VerdictPolicy(
            Optional.of(Verdict.FAIL), Optional.empty(), Optional.of(Verdict.PASS), Optional.of(Verdict.BLOCKED));

    @TempDir
    private Path directory;

    @Test
    void publishesFiveThousandResultsWithFewRequests() throws Exception {
        try (RallyServer server = RallyServer.start(directory)) {
            List<String> testCases = server.testCases(TEST_CASES);
            server.front().forget();

            assertPublished(publish(server, testCases, "B25", OptionalInt.empty()), State.PUBLISHED);
            List<Seen> byDefault = server.front().seen();
            server.front().forget();
            assertPublished(publish(server, testCases, "B25", OptionalInt.empty()), State.ALREADY_THERE);
            List<Seen> again = server.front().seen();
            System.out.println("batches of 25: " + kinds(byDefault));
            System.out.println("nothing to do: " + kinds(again));
            assertThat(byDefault).as(kinds(byDefault)).hasSizeLessThanOrEqualTo(250);
            assertThat(again).as(kinds(again)).hasSizeLessThanOrEqualTo(20);
            assertThat(server.front().batches()).isEmpty();
        }
    }

    @Test
    void publishesThemWithFewerRequestsInLargerBatches() throws Exception {
        try (RallyServer server = RallyServer.start(directory)) {
            List<String> testCases = server.testCases(TEST_CASES);
            server.front().forget();

            assertPublished(publish(server, testCases, "B100", OptionalInt.of(100)), State.PUBLISHED);

            List<Seen> seen = server.front().seen();
            System.out.println("batches of 100: " + kinds(seen));
            assertThat(seen).as(kinds(seen)).hasSizeLessThanOrEqualTo(80);
            assertThat(server.results("B100")).hasSize(TEST_CASES);
        }
    }

    private static String kinds(List<Seen> seen) {
        Map<String, Long> kinds = seen.stream()
                .collect(Collectors.groupingBy(
                        one -> one.method() + " " + one.uri().replaceFirst("\\?.*", ""), Collectors.counting()));
        return seen.size() + " requests " + kinds;
    }

    private static PublicationReport publish(
            RallyServer server, List<String> testCases, String build, OptionalInt batchSize) throws Exception {
        List<Resolution> resolutions = new ArrayList<>();
        for (int i = 0; i < 2 * TEST_CASES; i++) {
            resolutions.add(new Resolution(
                    execution(i),
                    List.of(testCases.get(i % TEST_CASES)),
                    Rule.NAME,
                    List.of(new RuleTrial(Rule.NAME, "found"))));
        }
        Path directory = Files.createTempDirectory(Path.of("target"), "outbox");
        try (Outbox outbox = new DirectoryOutbox(directory);
                Tracker tracker = new RallyTrackerFactory()
                        .open(server.connection(server.settings(), RallyServer.KEY, batchSize))) {
            PublishResults publish = new PublishResults(
                    new PublishResults.Request(
                            "rally", Map.of(), build, POLICY, CiRun.NONE, NotesTemplate.STANDARD, false),
                    Evidence.none(),
                    tracker,
                    outbox,
                    server.time().deadline(Duration.ofMinutes(10)),
                    line -> {});
            return publish.run(new ResolvedRun(1, resolutions, List.of()));
        }
    }

    private static TestExecution execution(int i) {
        return TestExecution.of(
                        new ReportedTest("shop", "", "shop.CartIT", "shop.CartIT", "adds(int)[" + i + "]"),
                        Ending.of(Outcome.PASSED),
                        DATE)
                .withDuration(Duration.ofMillis(10));
    }

    private static void assertPublished(PublicationReport report, State state) {
        assertThat(report.results()).hasSize(TEST_CASES);
        assertThat(report.count(state)).isEqualTo(TEST_CASES);
        assertThat(report.results().get(0).result().executions()).containsExactly(0, TEST_CASES);
    }
}
