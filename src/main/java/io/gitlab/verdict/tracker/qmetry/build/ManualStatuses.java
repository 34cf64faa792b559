package io.gitlab.verdict.tracker.qmetry.build;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import java.util.List;
import java.util.Optional;

/**
 * Detects failed and blocked statuses that a user set in the same build: they must not be overwritten unasked. QMetry
 * records the last build per suite run, not per test case run; without a build, all statuses count as of the same build.
 */
public final class ManualStatuses {
    private final LegacyRunList legacyList;
    private final QMetryProject project;
    private final Optional<Long> build;
    private final boolean newBuild;

    /**
     * @param build the {@code dropID} of this build; empty if statuses have no build, or it does not exist yet
     * @param newBuild whether the build does not exist yet, so that no status can be of it
     */
    ManualStatuses(LegacyRunList legacyList, QMetryProject project, Optional<Long> build, boolean newBuild) {
        this.legacyList = legacyList;
        this.project = project;
        this.build = build;
        this.newBuild = newBuild;
    }

    /** Whether a user set one of the runs to failed or blocked in this build. */
    public boolean anyIn(List<TestCaseRun> changing) throws RefusedException, UnavailableException {
        for (TestCaseRun run : newBuild ? List.<TestCaseRun>of() : changing) {
            if (adverse(run) && inThisBuild(run) && !legacyList.automated(run)) {
                return true;
            }
        }
        return false;
    }

    private boolean adverse(TestCaseRun run) {
        return project.statuses()
                .byIdEverUsed(run.statusId())
                .map(Status::adverse)
                .orElse(false);
    }

    private boolean inThisBuild(TestCaseRun run) throws RefusedException, UnavailableException {
        if (build.isEmpty()) {
            return true;
        }
        long last = legacyList.lastBuild(run);
        return last == 0 || build.get() == last;
    }
}
