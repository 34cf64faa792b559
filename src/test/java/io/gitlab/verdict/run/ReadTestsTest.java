package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Finding.Severity;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.report.StaleReportsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadTestsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "BUILD"})
    void aSettingThatMatchesNoReportIsAnError(Invocation.Trigger trigger) throws StaleReportsException {
        ResolvedRun run = read(trigger, "**/surefire-report/TEST-*.xml");

        assertThat(run.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING, Severity.ERROR);
        assertThat(run.findings().get(1).message())
                .startsWith(
                        "There are no test reports of this run in **/surefire-report/TEST-*.xml, which VERDICT_REPORTS");
    }

    @Test
    void aPartThatMatchesNothingIsAWarningBesideOthers() throws IOException, StaleReportsException {
        report("target/surefire-reports/TEST-a.xml");

        ResolvedRun run = read(Invocation.Trigger.BUILD, "target/surefire-reports, **/failsafe-reports/TEST-*.xml");
        assertThat(run.reportFiles()).isEqualTo(1);
        assertThat(run.findings()).extracting(Finding::severity).doesNotContain(Severity.ERROR);
        assertThat(run.findings())
                .extracting(Finding::message)
                .anyMatch(message ->
                        message.startsWith("\"**/failsafe-reports/TEST-*.xml\" of VERDICT_REPORTS matches nothing"));
    }

    @Test
    void anElementMayHoldAListWithCommas() throws IOException, StaleReportsException {
        report("x/target/surefire-reports/TEST-a.xml");
        report("report.xml");
        StandaloneFrontEnd frontEnd = new StandaloneFrontEnd(directory);
        frontEnd.lists.put("reports", List.of("**/target/surefire-reports/TEST-*.xml, report.xml"));

        ResolvedRun run = new ReadTests(frontEnd, TrackerChoice.of(frontEnd.settings())).read();
        assertThat(run.reportFiles()).isEqualTo(2);
    }

    @Test
    void withoutTheSettingAProjectMayHaveNoTests() throws StaleReportsException {
        String message = "There are no test reports of this run in " + directory.resolve("reports");

        assertThat(read(Invocation.Trigger.BUILD, "").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.message()).startsWith(message);
                });
        assertThat(read(Invocation.Trigger.DIRECT, "").findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void modulesWithEqualClassesKeepTheirTests() throws IOException, StaleReportsException {
        report("x/target/surefire-reports/TEST-a.xml");
        report("y/target/surefire-reports/TEST-a.xml");

        List<String> modules = read(Invocation.Trigger.DIRECT, "**/target/surefire-reports").resolutions().stream()
                .map(resolution -> resolution.execution().module())
                .toList();
        assertThat(modules).containsExactly("x", "y");
    }

    private ResolvedRun read(Invocation.Trigger trigger, String reports) throws StaleReportsException {
        StandaloneFrontEnd frontEnd = new StandaloneFrontEnd(directory);
        frontEnd.trigger = trigger;
        frontEnd.environment.put("VERDICT_REPORTS", reports);
        return new ReadTests(frontEnd, TrackerChoice.of(frontEnd.settings())).read();
    }

    private void report(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<testsuite><testcase classname='a.B' name='TC1_one'/></testsuite>");
    }
}
