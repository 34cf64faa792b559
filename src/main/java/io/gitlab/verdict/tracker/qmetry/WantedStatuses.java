package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Result;
import java.util.Optional;

/** Which status stands for a result in a project, and what a run says of it. */
record WantedStatuses(Statuses statuses, QMetrySettings settings) {

    /** The status that stands for a result's verdict; empty when the project has none. */
    Optional<Status> of(Result result) {
        return statuses.of(result.verdict(), settings.statuses());
    }

    boolean held(Run run, Result result) {
        return of(result).filter(status -> status.id() == run.statusId()).isPresent();
    }

    /** The wanted verdict's word if the run has its status, else the name of the status it has; empty if not executed. */
    String told(Run run, Result result) {
        if (held(run, result)) {
            return result.verdict().text();
        }
        return statuses.byId(run.statusId())
                .map(status -> status.notRun() ? "" : status.name())
                .orElse("unknown status " + run.statusId());
    }
}
