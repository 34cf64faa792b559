package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.Escaped;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which runs hold a status that they got in an earlier build. QMetry tells the last build of an execution, not of each run
 * in it; but what was published here begins its comment with the build.
 *
 * <p>Assumption: the list of runs tells comments; where it does not, the last build of the execution counts for all of it.
 */
final class EarlierBuilds {
    private final OlderRuns olderRuns;
    private final long build;
    private final boolean many;
    private final Pattern mark;

    /**
     * @param build the {@code dropID} of this build
     * @param many whether that is the build of many publications, so that comments of others are of it, too
     * @param text of the publication's build, with which comments begin
     */
    EarlierBuilds(OlderRuns olderRuns, long build, boolean many, String text) {
        this.olderRuns = olderRuns;
        this.build = build;
        this.many = many;
        this.mark = Pattern.compile("(?<![^\\s>])" + Pattern.quote(Escaped.of(text)) + "(?![^\\s<])");
    }

    /** The ids of those that were not given their status in this build. */
    Set<Long> among(Collection<Run> runs) throws RefusedException, UnavailableException {
        Set<Long> earlier = new HashSet<>();
        for (Run run : runs) {
            if (!ofThis(run)) {
                earlier.add(run.id());
            }
        }
        return earlier;
    }

    private boolean ofThis(Run run) throws RefusedException, UnavailableException {
        if (!many && mark.matcher(run.comment()).lookingAt()) {
            return true;
        }
        boolean last = olderRuns.lastBuild(run) == build;
        boolean otherTools = !many && !run.comment().isEmpty() && last && olderRuns.automated(run);
        return last && !otherTools;
    }
}
