package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Problem.Kind;
import io.gitlab.verdict.domain.TestExecution;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds tests that are reported as flaky although they always fail. With re-runs, Surefire merges tests of the same name in a
 * class: if one passes and another always fails, the report shows one flaky test that has more failed runs than re-runs are
 * configured. The report gives the number of re-runs only as a system property. Without that property, it is the largest
 * number of re-runs of a failing test in the same directory, because a failing test uses all re-runs. Without a failing
 * test, the check is not possible.
 */
final class FlakyCheck {

    private static final Set<Kind> RERUNS = EnumSet.of(Kind.RERUN_FAILURE, Kind.RERUN_ERROR);

    private static final Set<Outcome> FAILING = EnumSet.of(Outcome.FAILED, Outcome.ERRORED);

    private final List<TestExecution> flaky = new ArrayList<>();
    private OptionalInt configured = OptionalInt.empty();
    private OptionalInt seen = OptionalInt.empty();

    void add(ParsedReport report) {
        configured = report.reruns().isPresent() ? report.reruns() : configured;
        for (TestExecution execution : report.executions()) {
            if (execution.outcome() == Outcome.FLAKY) {
                flaky.add(execution);
            } else if (FAILING.contains(execution.outcome()) && !execution.classLevel()) {
                seen = OptionalInt.of(Math.max(seen.orElse(0), reruns(execution)));
            }
        }
    }

    List<Finding> findings() {
        int reruns = configured.orElse(seen.orElse(Integer.MAX_VALUE));
        return flaky.stream()
                .filter(execution -> execution.problems().size() > reruns)
                .map(execution -> warning(execution, reruns))
                .toList();
    }

    private static int reruns(TestExecution execution) {
        return (int) execution.problems().stream()
                .map(Problem::kind)
                .filter(RERUNS::contains)
                .count();
    }

    private static Finding warning(TestExecution execution, int reruns) {
        return Finding.warning(execution.displayName() + " is reported as flaky with "
                + execution.problems().size() + " failed runs, but a failed test is "
                + (reruns == 0 ? "not re-run" : "re-run at most " + reruns + " times")
                + ": Surefire has merged several tests of that name, and one of them may always fail."
                + " Give the tests different names, or use Surefire 3.6 or later.");
    }
}
