package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts the runs of which QMetry does not tell enough to know whether they are stuck. */
final class UntoldRuns {
    private int executions;
    private boolean automatedTold;
    private int undatedRuns;
    private final Set<String> undatedIn = new LinkedHashSet<>();

    void listed(Row execution) {
        executions++;
        automatedTold |= execution.has("isAutomatedFlag");
    }

    /**
     * Of an execution that has begun.
     *
     * @param suite key of its suite
     */
    void undated(int runs, String suite) {
        if (runs > 0) {
            undatedRuns += runs;
            undatedIn.add(suite);
        }
    }

    /**
     * What a person must know.
     *
     * @param notRun the project's name for what was not executed yet
     * @param verdicts that count as none
     */
    List<Finding> findings(String notRun, Set<String> verdicts) {
        List<Finding> findings = new ArrayList<>();
        if (undatedRuns > 0) {
            findings.add(Finding.warning(undatedRuns + " runs of executions that have begun have no date: QMetry tells"
                    + " neither startTime nor executedAt, so that nobody knows whether they are stuck. Look at them in"
                    + " QMetry, in " + FirstFew.of(undatedIn) + "."));
        }
        if (executions > 0 && !automatedTold && !verdicts.contains(notRun)) {
            findings.add(
                    Finding.warning("QMetry does not tell which test suites are automated (isAutomatedFlag), so that"
                            + " " + notRun + " may be a person's plan, and is left. Where nobody plans runs, name it in"
                            + " <sweepVerdicts> (-Dverdict.sweep.verdicts)."));
        }
        return findings;
    }
}
