package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Which test cases a test execution proves, and by which rule they were found.
 *
 * @param execution the test execution
 * @param testCases ids of the test cases, each once, in the order found; empty when unresolved
 * @param rule the rule that won; {@link Rule#NONE} or {@link Rule#NO_TEST} exactly when {@code testCases} is empty
 * @param trials the audit: every rule that was tried, in order
 */
public record Resolution(TestExecution execution, List<String> testCases, Rule rule, List<RuleTrial> trials) {
    public Resolution {
        requireNonNull(execution, "execution");
        testCases = List.copyOf(testCases);
        requireNonNull(rule, "rule");
        trials = List.copyOf(trials);
        if (testCases.isEmpty() == rule.found()) {
            throw new IllegalArgumentException("rule " + rule + " does not fit test cases " + testCases);
        }
    }

    public boolean resolved() {
        return rule.found();
    }

    /** Whether somebody should say which test cases it proves. */
    public boolean unmapped() {
        return rule == Rule.NONE;
    }
}
