package io.gitlab.verdict.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.StatusReport;
import io.gitlab.verdict.domain.StatusReport.CaseLine;
import io.gitlab.verdict.domain.StatusReport.ContainerStatus;
import io.gitlab.verdict.domain.StatusRule;
import io.gitlab.verdict.domain.VerifyingTests;
import io.gitlab.verdict.domain.VerifyingTests.VerifyingTest;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.settings.NamePatterns;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.rally.RallyServer;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tells the status over Rally's web service: test sets are the plans, TestCaseResults the runs. */
class ReportStatusTest {
    private static final String FRIDAY = "2026-11-20T10:00:00Z";
    private static final String SATURDAY = "2026-11-21T10:00:00Z";

    @TempDir
    private Path directory;

    private RallyServer server;

    @BeforeEach
    void start() {
        server = RallyServer.lossy(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private long testSet(String name, Map<String, ?> more, String... testCases) {
        Map<String, Object> attributes = new HashMap<>(more);
        Map<String, Long> ids = server.objectIds();
        attributes.put("Name", name);
        attributes.put(
                "TestCases",
                List.of(testCases).stream()
                        .map(id -> Map.of("_ref", "/testcase/" + ids.get(id)))
                        .toList());
        return server.create("testset", attributes);
    }

    private void run(long testSet, String testCase, String verdict, String date, String build) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("TestSet", "/testset/" + testSet);
        attributes.put("TestCase", "/testcase/" + server.objectIds().get(testCase));
        attributes.put("Build", build);
        attributes.put("Date", date);
        if (!verdict.isEmpty()) {
            attributes.put("Verdict", verdict);
        }
        server.create("testcaseresult", attributes);
    }

    private static StatusRequest request(boolean countUnexecuted, String... containers) {
        return new StatusRequest(
                "rally",
                new StatusRule(countUnexecuted),
                new NamePatterns(List.of(containers)),
                Optional.empty(),
                Optional.empty());
    }

    private StatusReport status(StatusRequest request, String... settings) throws Exception {
        return statusWith(RallyServer.KEY, request, settings);
    }

    private StatusReport statusWith(String key, StatusRequest request, String... settings) throws Exception {
        try (ContainerRuns tracker = new RallyTrackerFactory()
                .openContainerRuns(server.connection(server.settings(settings), key, OptionalInt.empty()))
                .orElseThrow()) {
            return new ReportStatus(request, tracker, server.time().instant(), line -> {}).run();
        }
    }

    private static Map<String, String> statuses(StatusReport report) {
        return report.cases().stream()
                .collect(Collectors.toMap(CaseLine::id, line -> line.status().text()));
    }

    @Test
    void tellsTheMostUrgentOfAllTestSetsWheneverItRan() throws Exception {
        String one = server.testCase("One");
        String two = server.testCase("Two");
        String three = server.testCase("Three");
        String stray = server.testCase("In no test set");
        long first = testSet("Regression", Map.of(), one, two, three);
        long second = testSet("Smoke", Map.of(), one, two);
        run(first, one, "Fail", FRIDAY, "B1");
        run(second, one, "Pass", SATURDAY, "B2");
        run(first, two, "Fail", FRIDAY, "B1");
        run(first, two, "Pass", SATURDAY, "B2");
        run(second, two, "Pass", SATURDAY, "B2");

        StatusReport report = status(request(true));

        assertThat(statuses(report))
                .containsOnly(
                        Map.entry(one, "Failed"),
                        Map.entry(two, "Passed"),
                        Map.entry(three, "Scheduled"),
                        Map.entry(stray, "Not Scheduled"));
        assertThat(report.cases()).extracting(CaseLine::name).contains("In no test set");
    }

    @Test
    void countsNoArchivedTestSet() throws Exception {
        String one = server.testCase("One");
        String two = server.testCase("Two");
        long over = server.create(
                "iteration",
                Map.of("Name", "Sprint 6", "StartDate", "2026-11-01T00:00:00Z", "EndDate", "2026-11-14T23:59:59Z"));
        long current = server.create(
                "iteration",
                Map.of("Name", "Sprint 7", "StartDate", "2026-11-15T00:00:00Z", "EndDate", "2026-11-28T23:59:59Z"));
        long old = testSet("Old", Map.of("Iteration", "/iteration/" + over), one, two);
        long accepted = testSet("Done", Map.of("ScheduleState", "Accepted"), one);
        long active = testSet("New", Map.of("Iteration", "/iteration/" + current), one);
        run(old, one, "Fail", FRIDAY, "B1");
        run(old, two, "Fail", FRIDAY, "B1");
        run(accepted, one, "Fail", FRIDAY, "B1");
        run(active, one, "Pass", FRIDAY, "B1");

        StatusReport report = status(request(true));
        StatusReport counting = status(request(true), "archivedTestSets", "none");

        assertThat(statuses(report)).containsOnly(Map.entry(one, "Passed"), Map.entry(two, "Not Scheduled"));
        assertThat(report.archived())
                .extracting(one1 -> one1.name() + ": " + one1.archived())
                .containsExactlyInAnyOrder("Old: its iteration \"Sprint 6\" has ended", "Done: it is Accepted");
        assertThat(statuses(counting)).containsOnly(Map.entry(one, "Failed"), Map.entry(two, "Failed"));
    }

    @Test
    void countsUnexecutedRunsOrNot() throws Exception {
        String one = server.testCase("One");
        String two = server.testCase("Two");
        long set = testSet("Regression", Map.of(), one, two);
        run(set, one, "Pass", FRIDAY, "B1");
        run(set, one, "", SATURDAY, "B2");

        assertThat(statuses(status(request(true))))
                .containsOnly(Map.entry(one, "Scheduled"), Map.entry(two, "Scheduled"));
        assertThat(statuses(status(request(false))))
                .containsOnly(Map.entry(one, "Passed"), Map.entry(two, "Scheduled"));
    }

    @Test
    void namesNoRunThatDoesNotCount() throws Exception {
        String one = server.testCase("One");
        testSet("Planned", Map.of(), one);
        run(testSet("Executed", Map.of(), one), one, "Pass", FRIDAY, "B1");

        assertThat(status(request(true)).cases().get(0).runs()).hasSize(2);
        assertThat(status(request(false)).cases().get(0).runs().values())
                .singleElement()
                .extracting("build")
                .isEqualTo("B1");
    }

    @Test
    void tellsCoverageBothWays() throws Exception {
        String one = server.testCase("One");
        String two = server.testCase("Two");
        String elsewhere = server.testCase("Three");
        long set = testSet("Regression", Map.of(), one, two);
        testSet("Smoke", Map.of(), elsewhere);
        run(set, one, "Pass", SATURDAY, "B2");
        run(set, two, "Pass", FRIDAY, "B1");
        VerifyingTests tests = new VerifyingTests(
                "B2",
                List.of(
                        new VerifyingTest("shop.CartIT.adds", List.of(one)),
                        new VerifyingTest("shop.CartIT.pays", List.of(elsewhere)),
                        new VerifyingTest("shop.CartIT.new", List.of())));

        StatusReport report = status(new StatusRequest(
                "rally",
                new StatusRule(true),
                new NamePatterns(List.of("Regression")),
                Optional.empty(),
                Optional.of(tests)));
        StatusReport byLatest = status(request(true, "Regression"));

        ContainerStatus container = report.containers().get(0);
        assertThat(report.containers()).hasSize(1);
        assertThat(container.build()).isEqualTo("B2");
        assertThat(container.unverified()).containsExactly(two);
        assertThat(container.unrelatedTests()).contains(List.of("shop.CartIT.pays", "shop.CartIT.new"));
        assertThat(container.count(CaseStatus.PASSED)).isEqualTo(2);
        assertThat(report.cases()).extracting(CaseLine::id).containsExactly(one, two);
        assertThat(byLatest.containers().get(0).unverified()).containsExactly(two);
        assertThat(byLatest.containers().get(0).unrelatedTests()).isEmpty();
        assertThat(byLatest.findings()).anyMatch(finding -> finding.message().contains("publication.json"));
    }

    @Test
    void tellsItInSpiteOfFaults() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(server.testCase("Case " + i));
        }
        long set = testSet("Regression", Map.of(), ids.toArray(String[]::new));
        ids.forEach(id -> run(set, id, "Pass", FRIDAY, "B1"));
        server.inflict(Faults.parse("unavailable=0.2,offlinePage=0.1,truncated=0.1,droppedAfter=0.1", 3));

        assertThat(status(request(true)).count(CaseStatus.PASSED)).isEqualTo(20);
    }

    @Test
    void asksNoFurtherWithAWrongKey() {
        assertThatThrownBy(() -> statusWith("_wrong", request(true)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("VERDICT_API_KEY");
        assertThat(server.front().seen()).hasSize(1);
    }

    @Test
    void readsFiveThousandTestCasesWithFewRequests() throws Exception {
        List<String> ids = server.testCases(5_000);
        long set = server.create("testset", Map.of("Name", "All of them"));
        server.fill(set, ids);
        server.front().forget();

        StatusReport report = status(request(true));

        assertThat(report.containers().get(0).size()).isEqualTo(5_000);
        assertThat(report.count(CaseStatus.PASSED)).isEqualTo(2_500);
        assertThat(report.count(CaseStatus.SCHEDULED)).isEqualTo(2_500);
        // Who asks, where it is, the test sets; then three pages of test cases, three of members, two of results.
        assertThat(server.front().seen()).hasSize(13);
    }
}
