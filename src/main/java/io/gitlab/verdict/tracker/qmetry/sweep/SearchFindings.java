package io.gitlab.verdict.tracker.qmetry.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Findings about runs for which QMetry does not return enough data to decide whether they are stuck. */
final class SearchFindings {
    private int suiteRuns;
    private boolean automatedKnown;
    private int undatedRuns;
    private final Set<String> undatedIn = new LinkedHashSet<>();

    void listed(Row suiteRun) {
        suiteRuns++;
        automatedKnown |= suiteRun.has("isAutomatedFlag");
    }

    /**
     * Counts undated runs of a started suite run.
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
     * The findings.
     *
     * @param notRun the project's name for "not executed yet"
     * @param verdicts verdicts that count as none
     */
    List<Finding> findings(String notRun, Set<String> verdicts) {
        List<Finding> findings = new ArrayList<>();
        if (undatedRuns > 0) {
            findings.add(Finding.warning(
                    undatedRuns + " test case runs of started test suite runs have no date: QMetry returns"
                            + " neither startTime nor executedAt, so it is unknown whether they are stuck. Check them in QMetry, in "
                            + FirstFew.of(undatedIn) + "."));
        }
        if (suiteRuns > 0 && !automatedKnown && !verdicts.contains(notRun)) {
            findings.add(Finding.warning("QMetry does not return which test suites are automated (isAutomatedFlag), so "
                    + notRun + " may be a planned manual test and is left. If no manual tests are planned, add it"
                    + " to <sweepVerdicts> (-Dverdict.sweep.verdicts)."));
        }
        return findings;
    }
}
