package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a test execution ended.
 *
 * @param outcome the outcome
 * @param problems failures and errors in the order of the report, those of re-runs and flaky runs included
 * @param skipReason why the test was skipped; empty if it was not, or the report gives no reason
 */
public record Ending(Outcome outcome, List<Problem> problems, String skipReason) {
    private static final int MOST_PROBLEMS = 20;

    public Ending {
        requireNonNull(outcome, "outcome");
        problems = List.copyOf(problems);
        requireNonNull(skipReason, "skipReason");
    }

    /** An ending with these problems, if any, and without a reason to skip. */
    public static Ending of(Outcome outcome, Problem... problems) {
        return new Ending(outcome, List.of(problems), "");
    }

    /**
     * The ending of a test that was run several times: as the last run that was not skipped, but flaky, with the problems of
     * all runs, if that passed and another failed.
     *
     * @param runs at least one, in the order in which they ran
     */
    public static Ending ofRuns(List<Ending> runs) {
        Ending last = IntStream.rangeClosed(1, runs.size())
                .mapToObj(i -> runs.get(runs.size() - i))
                .filter(run -> run.outcome() != Outcome.SKIPPED)
                .findFirst()
                .orElse(runs.get(runs.size() - 1));
        boolean passed = last.outcome() == Outcome.PASSED || last.outcome() == Outcome.FLAKY;
        return passed && runs.stream().anyMatch(Ending::failed)
                ? new Ending(Outcome.FLAKY, flakyProblems(runs), "")
                : last;
    }

    /** Whether the test failed, by an assertion or another exception. */
    public boolean failed() {
        return outcome == Outcome.FAILED || outcome == Outcome.ERRORED;
    }

    private static List<Problem> flakyProblems(List<Ending> runs) {
        return runs.stream()
                .flatMap(run -> run.problems().stream())
                .map(Problem::asFlaky)
                .limit(MOST_PROBLEMS)
                .toList();
    }
}
