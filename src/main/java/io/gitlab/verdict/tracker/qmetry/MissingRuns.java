package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results of test cases that are yet to be linked to the suite. */
final class MissingRuns {
    private final Route route;
    private final TestCases testCases;
    private final Linker linker;

    MissingRuns(Route route, TestCases testCases, Linker linker) {
        this.route = route;
        this.testCases = testCases;
        this.linker = linker;
    }

    /** Those of the changes whose test case has no run. */
    List<Change> of(List<Change> changes, Runs runs) {
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

    /** How many runs come to be when these are linked: one in each execution of the suite, chosen or not. */
    int objects(List<Change> missing) {
        return byTestCase(missing).size() * route.executions();
    }

    /** What linking these would do; empty when nothing is missing. */
    Optional<Finding> foresee(List<Change> missing) {
        List<String> keys = byTestCase(missing).keySet().stream()
                .map(TestCase::key)
                .sorted()
                .toList();
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.info("Test cases that would be linked to test suite " + route.suiteKey()
                        + ", which creates " + objects(missing) + " runs in its " + route.executions()
                        + " executions: " + FirstFew.of(keys) + "."));
    }

    /** Links their test cases; {@code readAt} is when the read that did not show their runs began. */
    Map<ResultKey, Answer> link(List<Change> missing, Instant readAt) {
        Map<TestCase, List<ResultKey>> results = byTestCase(missing);
        Map<ResultKey, Answer> answers = new HashMap<>();
        linker.link(List.copyOf(results.keySet()), readAt)
                .forEach((testCase, answer) -> results.get(testCase).forEach(key -> answers.put(key, answer)));
        return answers;
    }

    /** The runs in the chosen executions that the last linking created, as far as QMetry told. */
    List<Run> created() {
        return linker.created();
    }
}
