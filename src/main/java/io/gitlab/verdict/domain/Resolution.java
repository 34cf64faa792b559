package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The test cases that a test execution verifies, and the rule that found them.
 *
 * @param execution the test execution
 * @param testCases ids of the test cases, each once, in the order found; empty if unresolved
 * @param rule the rule that found them; {@link Rule#NONE}, {@link Rule#NO_TEST} or {@link Rule#EXEMPT}
 *     exactly when {@code testCases} is empty
 * @param trials the audit: every rule that was tried, in order
 * @param unchecked whether annotations, which might name other test cases, could not be read because the class file of the
 *     test is missing
 */
public record Resolution(
        TestExecution execution, List<String> testCases, Rule rule, List<RuleTrial> trials, boolean unchecked) {
    public Resolution {
        requireNonNull(execution, "execution");
        testCases = List.copyOf(testCases);
        requireNonNull(rule, "rule");
        trials = List.copyOf(trials);
        if (testCases.isEmpty() == rule.found()) {
            throw new IllegalArgumentException("rule " + rule + " does not fit test cases " + testCases);
        }
    }

    /** A resolution for which all sources could be read. */
    public Resolution(TestExecution execution, List<String> testCases, Rule rule, List<RuleTrial> trials) {
        this(execution, testCases, rule, trials, false);
    }

    /** The same resolution of another execution. */
    public Resolution of(TestExecution other) {
        return new Resolution(other, testCases, rule, trials, unchecked);
    }

    public boolean resolved() {
        return rule.found();
    }

    /** Whether the mapping file says that the test has no test case. */
    public boolean exempt() {
        return rule.equals(Rule.EXEMPT);
    }

    /** Whether a test case should be found, and none is. */
    public boolean unresolved() {
        return rule.equals(Rule.NONE);
    }

    /** Texts that look like an id and were not taken for one. */
    public List<NearMiss> nearMisses() {
        return trials.stream().flatMap(trial -> trial.nearMisses().stream()).toList();
    }
}
