package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds tests that TestNG skipped because a test failed that they depend on, directly or through other skipped tests. They
 * count as absent: their test cases were not verified, and an older verdict must not stand for them. A test that depends on
 * one that was skipped on purpose is skipped on purpose, too.
 */
final class DependentTests {
    private static final String REASON = "depends on not successfully finished methods";

    // [shop.LoginTest.login() on instance shop.LoginTest@15d9bc04, ...]
    private static final Pattern METHOD = Pattern.compile("([\\w.$]{1,500}+)\\(");

    private final Set<String> notRun = new HashSet<>();

    private DependentTests() {}

    /** The executions in their order, with the outcome {@link Outcome#ABSENT} for dependent tests. */
    static List<TestExecution> absent(List<TestExecution> executions) {
        List<TestExecution> dependent = executions.stream()
                .filter(one ->
                        one.outcome() == Outcome.SKIPPED && one.skipReason().contains(REASON))
                .toList();
        if (dependent.isEmpty()) {
            return executions;
        }
        DependentTests tests = new DependentTests();
        executions.stream()
                .filter(one -> one.outcome() == Outcome.FAILED || one.outcome() == Outcome.ERRORED)
                .map(DependentTests::method)
                .forEach(tests.notRun::add);
        tests.follow(dependent);
        return executions.stream().map(tests::orAbsent).toList();
    }

    /** Reports list tests in any order, so that a chain may take several passes. */
    private void follow(List<TestExecution> dependent) {
        List<TestExecution> rest = dependent;
        int before;
        do {
            before = rest.size();
            rest.stream()
                    .filter(this::dependsOnFailure)
                    .map(DependentTests::method)
                    .forEach(notRun::add);
            rest = rest.stream().filter(one -> !notRun.contains(method(one))).toList();
        } while (rest.size() < before);
    }

    private TestExecution orAbsent(TestExecution execution) {
        boolean absent = execution.outcome() == Outcome.SKIPPED && dependsOnFailure(execution);
        return absent ? execution.withOutcome(Outcome.ABSENT) : execution;
    }

    private boolean dependsOnFailure(TestExecution execution) {
        String reason = execution.skipReason();
        int start = reason.indexOf(REASON);
        if (start < 0) {
            return false;
        }
        Matcher method = METHOD.matcher(reason).region(start, reason.length());
        while (method.find()) {
            if (notRun.contains(key(execution, method.group(1)))) {
                return true;
            }
        }
        return false;
    }

    private static String method(TestExecution execution) {
        String name = TestName.parse(execution.name()).base();
        return key(execution, execution.className() + "." + name);
    }

    private static String key(TestExecution execution, String method) {
        return execution.module() + "\n" + execution.variant() + "\n" + method;
    }
}
