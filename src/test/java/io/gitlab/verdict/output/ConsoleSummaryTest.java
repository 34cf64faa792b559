package io.gitlab.verdict.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleSummaryTest {

    private static final Path DIRECTORY = Path.of("target", "verdict");

    @Test
    void showsCountsReasonsReviewQueueLinkAndPage() {
        assertThat(ConsoleSummary.lines(SampleReports.mixed(), DIRECTORY))
                .containsExactly(
                        "rally, build GitLab-4711: 3 results, 1 published, 1 already there, 1 not published",
                        "Not published: TC2: tracker unavailable",
                        "1 of 3 executions without test case. Review queue: " + DIRECTORY.resolve("unresolved.yaml"),
                        "In the tracker: https://tracker.example/#/TS42",
                        "Details: " + DIRECTORY.resolve("index.html"));
    }

    @Test
    void namesNotMoreThanTenTestCasesForAReason() {
        assertThat(ConsoleSummary.lines(SampleReports.large(700), DIRECTORY))
                .contains("Not published: TC0, TC7, TC14, TC21, TC28, TC35, TC42, TC49, TC56, TC63 and 90 more:"
                        + " did not persist");
    }

    @Test
    void namesNotMoreThanFiveReasons() {
        var results = IntStream.range(0, 8)
                .mapToObj(i -> SampleReports.status("TC" + i, Verdict.PASS, State.UNPUBLISHED, "reason " + i, ""))
                .toList();
        assertThat(ConsoleSummary.lines(SampleReports.report(results, List.of(), List.of()), DIRECTORY))
                .filteredOn(line -> line.startsWith("Not published"))
                .hasSize(6)
                .last()
                .isEqualTo("Not published: 3 more reasons, see the page");
    }

    @Test
    void saysThatADryRunWroteNothing() {
        PublicationReport mixed = SampleReports.mixed();
        var dryRun = PublicationReport.of("rally", "b", SampleReports.DATE, CiRun.NONE)
                .id("id")
                .dryRun(true)
                .reportFiles(1)
                .results(mixed.results())
                .build();
        assertThat(ConsoleSummary.lines(dryRun, DIRECTORY))
                .first()
                .isEqualTo("rally, build b: 3 results, 1 published, 1 already there, 1 not published"
                        + " (dry run: nothing was written)");
    }

    @Test
    void saysOnceWhyNothingWasSent() {
        assertThat(ConsoleSummary.lines(SampleReports.skipped(SampleReports.mixed(), "there is no API key"), DIRECTORY))
                .filteredOn(line -> line.contains("not published") || line.contains("Not published"))
                .containsExactly("rally, build GitLab-4711: 3 results not published: there is no API key");
    }

    @Test
    void saysWhyThereWasNothingToPublish() {
        assertThat(ConsoleSummary.lines(SampleReports.empty(), DIRECTORY))
                .first()
                .isEqualTo("rally, build GitLab-4711: nothing to publish: 4 report files read, 0 executions,"
                        + " none with a test case");
    }

    @Test
    void keepsEscapeSequencesFromTheTerminal() {
        var results = List.of(SampleReports.status(
                "TC1\u001B[2J", Verdict.PASS, State.UNPUBLISHED, "first\nBUILD SUCCESS\u0085", ""));
        assertThat(ConsoleSummary.lines(SampleReports.report(results, List.of(), List.of()), DIRECTORY))
                .contains("Not published: TC1 [2J: first BUILD SUCCESS ");
    }
}
