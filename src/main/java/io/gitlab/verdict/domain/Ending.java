package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How a test execution ended.
 *
 * @param outcome the outcome
 * @param problems failures and errors in the order of the report, those of re-runs and flaky runs included
 * @param skipReason why the test was skipped; empty if it was not, or the report gives no reason
 */
public record Ending(Outcome outcome, List<Problem> problems, String skipReason) {
    public Ending {
        requireNonNull(outcome, "outcome");
        problems = List.copyOf(problems);
        requireNonNull(skipReason, "skipReason");
    }

    /** An ending with these problems, if any, and without a reason to skip. */
    public static Ending of(Outcome outcome, Problem... problems) {
        return new Ending(outcome, List.of(problems), "");
    }
}
