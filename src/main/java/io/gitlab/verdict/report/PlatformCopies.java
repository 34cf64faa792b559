package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.ParsedReport.Origin;
import io.gitlab.verdict.report.ReportSource.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Executions that the listener of the JUnit Platform reports ({@code TEST-junit-jupiter.xml}), besides the tool that runs the
 * tests. That tool's report counts: with re-runs, the listener's holds the last run only.
 */
final class PlatformCopies {

    private PlatformCopies() {}

    /** The positions of executions in reports of the listener whose test is in another report of the module. */
    static IntStream in(List<TestExecution> executions, List<Origin> origins) {
        IntStream copies = IntStream.range(0, executions.size())
                .filter(position -> origins.get(position).source().writer() == Writer.JUNIT_PLATFORM);
        int[] positions = copies.toArray();
        if (positions.length == 0) {
            return IntStream.empty();
        }
        Set<String> others = new HashSet<>();
        for (int i = 0; i < executions.size(); i++) {
            if (origins.get(i).source().writer() != Writer.JUNIT_PLATFORM) {
                others.add(key(executions.get(i)));
            }
        }
        return IntStream.of(positions).filter(position -> others.contains(key(executions.get(position))));
    }

    /** Surefire leaves out the empty parentheses of most methods. */
    private static String key(TestExecution execution) {
        return String.join(
                "\n",
                execution.module(),
                execution.className(),
                execution.name().replace("()", ""));
    }
}
