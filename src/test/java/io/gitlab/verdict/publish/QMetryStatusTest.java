package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.StatusReport;
import io.gitlab.verdict.domain.StatusReport.CaseLine;
import io.gitlab.verdict.domain.StatusRule;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.settings.NamePatterns;
import io.gitlab.verdict.status.ReportStatus;
import io.gitlab.verdict.status.StatusRequest;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status of QMetry's test cases over the executions of suites. */
class QMetryStatusTest {
    private static final long NOT_APPLICABLE = 3278;
    private static final long FAILED = 3280;
    private static final long PASSED = 3282;

    @TempDir
    private Path directory;

    private QMetryServer server;

    @BeforeEach
    void start() {
        server = QMetryServer.start(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void set(String testCase, String platform, long status) {
        for (StoredRun run : server.runs("ACME-TS-1")) {
            if (run.testCase().equals(testCase) && run.platform().equals(platform)) {
                server.setStatus(run, status);
            }
        }
    }

    private StatusReport status(String... containers) throws Exception {
        return status(Optional.empty(), containers);
    }

    private StatusReport status(Optional<String> build, String... containers) throws Exception {
        StatusRequest request = new StatusRequest(
                "qmetry", new StatusRule(true), new NamePatterns(List.of(containers)), build, Optional.empty());
        try (ContainerRuns tracker = new QMetryTrackerFactory()
                .openContainerRuns(server.connection(server.settings("testSuite", null, "platform", null)))
                .orElseThrow()) {
            return new ReportStatus(request, tracker, server.time().instant(), line -> {}).run();
        }
    }

    private static Map<String, CaseStatus> byId(StatusReport report) {
        return report.cases().stream().collect(Collectors.toMap(CaseLine::id, CaseLine::status));
    }

    @Test
    void tellsTheMostUrgentOfASuitesExecutions() throws Exception {
        set("ACME-TC-1", "Chrome", PASSED);
        set("ACME-TC-1", "Firefox", PASSED);
        set("ACME-TC-2", "Chrome", PASSED);
        set("ACME-TC-3", "Chrome", PASSED);
        set("ACME-TC-3", "Firefox", FAILED);
        set("ACME-TC-4", "Chrome", NOT_APPLICABLE);

        assertThat(byId(status("Regression")))
                .containsEntry("ACME-TC-1", CaseStatus.PASSED)
                .containsEntry("ACME-TC-2", CaseStatus.SCHEDULED)
                .containsEntry("ACME-TC-3", CaseStatus.FAILED)
                .containsEntry("ACME-TC-4", CaseStatus.BLOCKED)
                .containsEntry("ACME-TC-5", CaseStatus.SCHEDULED)
                .hasSize(8);
        assertThat(byId(status("*/Chrome"))).containsEntry("ACME-TC-3", CaseStatus.PASSED);
    }

    @Test
    void tellsCoverageOfAllBuildsBecauseRunsTellNone() throws Exception {
        set("ACME-TC-1", "Chrome", PASSED);

        StatusReport report = status(Optional.of("GitLab-1"), "Regression/*/Chrome", "*/Chrome");

        assertThat(report.containers())
                .singleElement()
                .satisfies(one -> assertThat(one.unproved()).hasSize(7).doesNotContain("ACME-TC-1"));
        assertThat(report.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("do not name a build") && message.contains("GitLab-1"));
    }

    @Test
    void countsNothingThatIsArchivedAndTellsWhatNobodyPlans() throws Exception {
        StatusReport report = status();

        assertThat(report.archived())
                .extracting(RunContainer::archived)
                .contains(
                        "its test suite is archived",
                        "its cycle is archived",
                        "its cycle and its platform is archived");
        assertThat(byId(report))
                .containsEntry("ACME-TC-1", CaseStatus.SCHEDULED)
                .containsEntry("ACME-TC-12", CaseStatus.NOT_SCHEDULED);
    }
}
