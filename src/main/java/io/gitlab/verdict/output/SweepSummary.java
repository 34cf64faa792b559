package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.RepairStatus.State;
import io.gitlab.verdict.domain.SweepReport;
import io.gitlab.verdict.text.Counted;
import io.gitlab.verdict.text.FirstFew;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The console summary of a sweep. */
public final class SweepSummary {
    private static final int SHOWN = 20;

    private SweepSummary() {}

    /**
     * A line for each of the first results, then the counts.
     *
     * @param directory the directory of the file with all results
     */
    public static List<String> lines(SweepReport report, Path directory) {
        List<String> executions =
                report.results().stream().map(SweepSummary::line).toList();
        List<String> lines = new ArrayList<>(FirstFew.lines(executions, SHOWN));
        String counts = Arrays.stream(State.values())
                .filter(state -> report.count(state) > 0)
                .map(state -> report.count(state) + " " + state.text())
                .collect(Collectors.joining(", "));
        lines.add(
                report.tracker() + ": " + Counted.of(report.results().size(), "stuck result")
                        + (counts.isEmpty() ? "" : ": " + counts)
                        + (report.finished() ? "" : "; the sweep was not completed")
                        + (report.applied()
                                ? ""
                                : " (dry run: nothing was changed; use -Dverdict.sweep.apply without dryRun to apply the changes)"));
        lines.add("Details: " + directory.resolve(SweepFile.SWEEP_JSON));
        return lines.stream().map(ConsoleSummary::printable).toList();
    }

    private static String line(RepairStatus swept) {
        String who = swept.testCase().isEmpty() ? "result " + swept.result().reference() : swept.testCase();
        String to = swept.verdict().isEmpty() ? "" : " as " + swept.verdict();
        String build = swept.result().build();
        return swept.state().text() + to + ": " + who + (build.isEmpty() ? "" : ", build " + build) + ": "
                + swept.reason();
    }
}
