package io.gitlab.verdict.tracker.qmetry.build;

import io.gitlab.verdict.tracker.Escaped;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * Detects stale test case runs: their status was set in an earlier build. QMetry records the last build per suite run, not
 * per test case run, but comments written by Verdict start with the build. A run stays stale until a write to it is
 * proven: the first batch already makes this build the last one of the whole suite run.
 *
 * <p>Assumption: the list of runs contains comments. If none is of this build, an accepted write counts as proof.
 */
final class StaleRuns {
    private final boolean shared;
    private final Pattern mark;
    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> stale = new HashSet<>();
    private boolean commentsListed;

    /**
     * @param shared whether several publications share this build, so that comments of other publications belong to it
     *     as well
     * @param text the publication's build, with which comments start
     */
    StaleRuns(boolean shared, String text) {
        this.shared = shared;
        this.mark = Pattern.compile(
                "(?:\\s|<[^>]*>)*+(?:" + Pattern.quote(Escaped.of(text)) + "|" + Pattern.quote(text) + ")(?![^\\s<])");
    }

    /**
     * The ids of the runs whose status was not set in this build.
     *
     * @param build its {@code dropID}; empty if it does not exist yet
     * @param accepted whether QMetry accepted a write to a run
     */
    Set<Long> among(
            Collection<TestCaseRun> runs, Optional<Long> build, LegacyRunList legacyList, LongPredicate accepted)
            throws RefusedException, UnavailableException {
        commentsListed |= runs.stream().anyMatch(this::marked);
        for (TestCaseRun run : runs) {
            boolean first = seen.add(run.id());
            if (marked(run)) {
                stale.remove(run.id());
            } else if (first && !accepted.test(run.id()) && !inThisBuild(run, build, legacyList)) {
                stale.add(run.id());
            } else if (!shared
                    && commentsListed
                    && accepted.test(run.id())
                    && !run.comment().isEmpty()) {
                stale.add(run.id());
            } else if (stale.contains(run.id()) && accepted.test(run.id()) && !commentsListed) {
                release(run, build, legacyList);
            }
        }
        return Set.copyOf(stale);
    }

    private boolean marked(TestCaseRun run) {
        return mark.matcher(run.comment()).lookingAt();
    }

    private void release(TestCaseRun run, Optional<Long> build, LegacyRunList legacyList)
            throws RefusedException, UnavailableException {
        if (build.equals(Optional.of(legacyList.lastBuild(run)))) {
            stale.remove(run.id());
        }
    }

    private boolean inThisBuild(TestCaseRun run, Optional<Long> build, LegacyRunList legacyList)
            throws RefusedException, UnavailableException {
        if (!build.equals(Optional.of(legacyList.lastBuild(run)))) {
            return false;
        }
        boolean byAnotherTool = !shared && !run.comment().isEmpty() && legacyList.automated(run);
        return !byAnotherTool;
    }
}
