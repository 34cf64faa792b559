package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.Escaped;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * Which runs hold a status that they got in an earlier build. QMetry tells the last build of an execution, not of each run
 * in it; but what was published here begins its comment with the build. A run that is found to be of an earlier build
 * stays so until it is proven to be written: the first batch makes this build the last one of the whole execution.
 *
 * <p>Assumption: the list of runs tells comments. Where it tells none of this build, a write that QMetry accepted counts.
 */
final class EarlierBuilds {
    private final boolean many;
    private final Pattern mark;
    private final Set<Long> judged = new HashSet<>();
    private final Set<Long> earlier = new HashSet<>();
    private boolean commentsTell;

    /**
     * @param many whether this is the build of many publications, so that comments of others are of it, too
     * @param text of the publication's build, with which comments begin
     */
    EarlierBuilds(boolean many, String text) {
        this.many = many;
        this.mark = Pattern.compile(
                "(?:\\s|<[^>]*>)*+(?:" + Pattern.quote(Escaped.of(text)) + "|" + Pattern.quote(text) + ")(?![^\\s<])");
    }

    /**
     * The ids of those of the runs that were not given their status in this build.
     *
     * @param build its {@code dropID}; empty while it is yet to be created
     * @param accepted whether QMetry accepted a write to a run
     */
    Set<Long> among(Collection<Run> runs, Optional<Long> build, OlderRuns olderRuns, LongPredicate accepted)
            throws RefusedException, UnavailableException {
        commentsTell |= runs.stream().anyMatch(this::marked);
        for (Run run : runs) {
            boolean first = judged.add(run.id());
            if (marked(run)) {
                earlier.remove(run.id());
            } else if (first && !accepted.test(run.id()) && !ofThis(run, build, olderRuns)) {
                earlier.add(run.id());
            } else if (!many
                    && commentsTell
                    && accepted.test(run.id())
                    && !run.comment().isEmpty()) {
                earlier.add(run.id());
            } else if (earlier.contains(run.id()) && accepted.test(run.id()) && !commentsTell) {
                release(run, build, olderRuns);
            }
        }
        return Set.copyOf(earlier);
    }

    private boolean marked(Run run) {
        return mark.matcher(run.comment()).lookingAt();
    }

    private void release(Run run, Optional<Long> build, OlderRuns olderRuns)
            throws RefusedException, UnavailableException {
        if (build.equals(Optional.of(olderRuns.lastBuild(run)))) {
            earlier.remove(run.id());
        }
    }

    private boolean ofThis(Run run, Optional<Long> build, OlderRuns olderRuns)
            throws RefusedException, UnavailableException {
        if (!build.equals(Optional.of(olderRuns.lastBuild(run)))) {
            return false;
        }
        boolean byAnotherTool = !many && !run.comment().isEmpty() && olderRuns.automated(run);
        return !byAnotherTool;
    }
}
