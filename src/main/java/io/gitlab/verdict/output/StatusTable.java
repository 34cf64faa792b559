package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.StatusReport;
import io.gitlab.verdict.domain.StatusReport.ContainerStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The status on the console: a row for each run container, then all test cases. */
public final class StatusTable {
    private static final int LONGEST_NAME = 40;

    private StatusTable() {}

    /**
     * The table.
     *
     * @param directory the directory of the page
     */
    public static List<String> lines(StatusReport report, Path directory) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-" + LONGEST_NAME + "s %7s %7s %7s %9s %7s %9s %9s",
                "Run container",
                "Cases",
                "Failed",
                "Blocked",
                "Scheduled",
                "Passed",
                "Unplanned",
                "Unproved"));
        for (ContainerStatus one : report.containers()) {
            lines.add(row(
                    one.container().id() + " " + one.container().name(),
                    one.size(),
                    status -> (long) one.count(status),
                    Integer.toString(one.unverified().size())));
        }
        lines.add(row("All test cases", report.cases().size(), report::count, ""));
        lines.add("Details: " + directory.resolve(StatusFiles.STATUS_HTML));
        return lines.stream().map(ConsoleSummary::printable).toList();
    }

    private static String row(String name, int size, ToLongFunction<CaseStatus> count, String unproved) {
        return String.format(
                        Locale.ROOT,
                        "%-" + LONGEST_NAME + "s %7d %7d %7d %9d %7d %9d %9s",
                        OneLine.of(name, LONGEST_NAME),
                        size,
                        count.applyAsLong(CaseStatus.FAILED),
                        count.applyAsLong(CaseStatus.BLOCKED),
                        count.applyAsLong(CaseStatus.SCHEDULED),
                        count.applyAsLong(CaseStatus.PASSED),
                        count.applyAsLong(CaseStatus.NOT_SCHEDULED),
                        unproved)
                .stripTrailing();
    }
}
