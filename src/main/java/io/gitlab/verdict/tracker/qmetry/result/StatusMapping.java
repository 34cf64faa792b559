package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.project.Statuses;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import java.util.Optional;

/** Maps verdicts to the statuses of a project, and the status of a run to a verdict. */
record StatusMapping(Statuses statuses, QMetrySettings settings) {

    /** The status for a result's verdict; empty if the project has none. */
    Optional<Status> of(Result result) {
        return statuses.of(result.verdict(), settings.statuses());
    }

    boolean matches(TestCaseRun run, Result result) {
        return of(result).filter(status -> status.id() == run.statusId()).isPresent();
    }

    /** The result's verdict if the run has its status, else the name of the run's status; empty if not executed. */
    String verdict(TestCaseRun run, Result result) {
        if (matches(run, result)) {
            return result.verdict().text();
        }
        return statuses.byId(run.statusId())
                .map(status -> status.notRun() ? "" : status.name())
                .orElse("unknown status " + run.statusId());
    }
}
