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
 * Looks for tests that always fail but are told as flaky. With re-runs Surefire merges tests of the same name in a class:
 * if one passes and another fails each time, the report shows one flaky test, with more failed runs than a test has
 * re-runs. How many it has is not in a report, unless a system property tells; else it is as many as the most often
 * re-run failing test of the same directory had, since a test that keeps failing uses them all up. Without a failing
 * test nothing can be said.
 */
final class FlakyCheck {

    private static final Set<Kind> RERUNS = EnumSet.of(Kind.RERUN_FAILURE, Kind.RERUN_ERROR);

    private static final Set<Outcome> FAILING = EnumSet.of(Outcome.FAILED, Outcome.ERRORED);

    private final List<TestExecution> flaky = new ArrayList<>();
    private OptionalInt told = OptionalInt.empty();
    private OptionalInt seen = OptionalInt.empty();

    void add(ParsedReport report) {
        told = report.reruns().isPresent() ? report.reruns() : told;
        for (TestExecution execution : report.executions()) {
            if (execution.outcome() == Outcome.FLAKY) {
                flaky.add(execution);
            } else if (FAILING.contains(execution.outcome()) && !execution.classLevel()) {
                seen = OptionalInt.of(Math.max(seen.orElse(0), reruns(execution)));
            }
        }
    }

    List<Finding> findings() {
        int reruns = told.orElse(seen.orElse(Integer.MAX_VALUE));
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
                + execution.problems().size() + " failed runs, but a failed test is run again " + reruns
                + " times at most: Surefire has merged several tests of that name, and one of them may fail always."
                + " Give the tests different names, or use Surefire 3.6 or newer.");
    }
}
