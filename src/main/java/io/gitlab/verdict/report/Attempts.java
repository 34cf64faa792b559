package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Problem.Kind;
import io.gitlab.verdict.domain.TestExecution;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The attempts of one test, in the order in which they ran: the last one decides.
 *
 * @param all at least two; all but the last one failed, or were skipped
 */
record Attempts(List<TestExecution> all) {

    Attempts {
        all = List.copyOf(all);
    }

    static Attempts of(List<RerunRule.Run> runs) {
        return new Attempts(runs.stream().map(RerunRule.Run::execution).toList());
    }

    /** Whether a failed test counts as failed. */
    static boolean failed(TestExecution execution) {
        return execution.ending().failed();
    }

    static boolean passed(TestExecution execution) {
        return execution.outcome() == Outcome.PASSED || execution.outcome() == Outcome.FLAKY;
    }

    /**
     * One execution: flaky if the last attempt passed, else as the last attempt. It has the date and duration of the last
     * attempt, and the evidence and labels of all.
     */
    TestExecution folded() {
        TestExecution last = all.get(all.size() - 1);
        return last.withEnding(Ending.ofRuns(all.stream().map(Attempts::ending).toList()))
                .withEvidence(distinct(all.stream().map(TestExecution::evidence)))
                .withLabels(distinct(all.stream().map(TestExecution::labels)));
    }

    private static <T> List<T> distinct(Stream<List<T>> lists) {
        return lists.flatMap(Collection::stream).distinct().toList();
    }

    /** The failure of an attempt that TestNG retried is the reason for which it was skipped. */
    private static Ending ending(TestExecution attempt) {
        return attempt.outcome() == Outcome.SKIPPED
                ? Ending.of(Outcome.FAILED, new Problem(Kind.FAILURE, "", attempt.skipReason(), ""))
                : attempt.ending();
    }
}
