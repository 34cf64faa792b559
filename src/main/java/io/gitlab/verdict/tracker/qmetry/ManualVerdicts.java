package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;
import java.util.Optional;

/**
 * Which failures and blocks were given by a person in the same build, and so must not be overwritten unasked. QMetry tells
 * the last build of an execution, not of each run in it; where no build is named, all are of the same.
 */
final class ManualVerdicts {
    private final OlderRuns olderRuns;
    private final ProjectInfo project;
    private final Optional<Long> build;
    private final boolean newBuild;

    /**
     * @param build the {@code dropID} of this build; empty when executions are of no build, or it is yet to be created
     * @param newBuild whether it is yet to be created, so that nothing can be of it
     */
    ManualVerdicts(OlderRuns olderRuns, ProjectInfo project, Optional<Long> build, boolean newBuild) {
        this.olderRuns = olderRuns;
        this.project = project;
        this.build = build;
        this.newBuild = newBuild;
    }

    /** Whether one of the runs that would change holds a person's failure or block of this build. */
    boolean stand(List<Run> changing) throws RefusedException, UnavailableException {
        for (Run run : newBuild ? List.<Run>of() : changing) {
            if (adverse(run) && ofThisBuild(run) && !olderRuns.automated(run)) {
                return true;
            }
        }
        return false;
    }

    private boolean adverse(Run run) {
        return project.statuses()
                .byIdEverUsed(run.statusId())
                .map(Status::adverse)
                .orElse(false);
    }

    private boolean ofThisBuild(Run run) throws RefusedException, UnavailableException {
        if (build.isEmpty()) {
            return true;
        }
        long last = olderRuns.lastBuild(run);
        return last == 0 || build.get() == last;
    }
}
