package io.gitlab.verdict.sweep;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.settings.NamePatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The parameters of a sweep.
 *
 * @param tracker name of the tracker
 * @param build the build that runs the sweep, for the notes
 * @param run the id of this sweep in the notes
 * @param age how long a result must have been stuck
 * @param verdicts verdicts that count as none
 * @param builds the builds whose results may be changed
 * @param containers the run containers, by id or name
 * @param apply whether to change anything
 * @param maxWrites how many results may be changed; empty: any number
 */
public record SweepRequest(
        String tracker,
        String build,
        String run,
        Duration age,
        Set<String> verdicts,
        NamePatterns builds,
        NamePatterns containers,
        boolean apply,
        OptionalInt maxWrites) {
    public SweepRequest {
        requireNonNull(tracker, "tracker");
        requireNonNull(build, "build");
        requireNonNull(run, "run");
        requireNonNull(age, "age");
        verdicts = Set.copyOf(verdicts);
        requireNonNull(builds, "builds");
        requireNonNull(containers, "containers");
        requireNonNull(maxWrites, "maxWrites");
    }

    /** The age as in settings, such as {@code 4h}. */
    String ageText() {
        return age.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    boolean old(StuckResult stuckResult, Instant now) {
        return stuckResult.since().plus(age).isBefore(now);
    }

    boolean wanted(StuckResult stuckResult) {
        return builds.match(stuckResult.build())
                && containers.match(stuckResult.containerId(), stuckResult.containerName());
    }

    /** Whether a result with this verdict still needs a final verdict. */
    boolean stuck(String verdict) {
        return verdict.isEmpty() || verdicts.contains(verdict);
    }
}
