package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.qmetry.project.TestCase;
import io.gitlab.verdict.tracker.qmetry.project.TestCases;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRuns;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results of test cases that have no run in the suite until they are linked. */
final class UnlinkedTestCases {
    private final Target target;
    private final TestCases testCases;
    private final Linker linker;

    UnlinkedTestCases(Target target, TestCases testCases, Linker linker) {
        this.target = target;
        this.testCases = testCases;
        this.linker = linker;
    }

    /** The changes whose test case has no run. */
    List<Change> of(List<Change> changes, TestCaseRuns runs) {
        return changes.stream()
                .filter(change -> runs.of(change.result().key().testCase()).isEmpty())
                .filter(change ->
                        testCases.find(change.result().key().testCase()).isPresent())
                .toList();
    }

    private Map<TestCase, List<ResultKey>> byTestCase(List<Change> missing) {
        return missing.stream()
                .map(change -> change.result().key())
                .collect(Collectors.groupingBy(
                        key -> testCases.find(key.testCase()).orElseThrow()));
    }

    /** How many runs linking creates: one per test case in each suite run, selected or not. */
    int objects(List<Change> missing) {
        return byTestCase(missing).size() * target.allSuiteRuns();
    }

    /** The effect of linking, for a dry run; empty if nothing is missing. */
    Optional<Finding> foresee(List<Change> missing) {
        List<String> keys = byTestCase(missing).keySet().stream()
                .map(TestCase::key)
                .sorted()
                .toList();
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.info("Test cases that would be linked to test suite " + target.suiteKey()
                        + ", which creates " + objects(missing) + " runs in its " + target.allSuiteRuns()
                        + " suite runs: " + FirstFew.of(keys) + "."));
    }

    /** Links the test cases; {@code readAt} is the start of the read that did not show their runs. */
    Map<ResultKey, Answer> link(List<Change> missing, Instant readAt) {
        Map<TestCase, List<ResultKey>> results = byTestCase(missing);
        Map<ResultKey, Answer> answers = new HashMap<>();
        linker.link(List.copyOf(results.keySet()), readAt)
                .forEach((testCase, answer) -> results.get(testCase).forEach(key -> answers.put(key, answer)));
        return answers;
    }

    /** The runs that the last linking created in the selected suite runs, as far as QMetry returned them. */
    List<TestCaseRun> created() {
        return linker.created();
    }
}
