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
 * What to sweep, and how.
 *
 * @param tracker name of the tracker
 * @param build the build that sweeps, for the notes
 * @param run what the notes name this sweep by
 * @param age how long an execution must have waited
 * @param verdicts verdicts that count as none
 * @param builds which builds' executions may be changed
 * @param containers in which run containers, by id or name
 * @param apply whether to change anything
 * @param maxWrites how many executions may be changed; empty: any number
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

    /** The age as people write it, such as {@code 4h}. */
    String ageText() {
        return age.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    boolean old(StuckResult execution, Instant now) {
        return execution.since().plus(age).isBefore(now);
    }

    boolean wanted(StuckResult execution) {
        return builds.match(execution.build()) && containers.match(execution.containerId(), execution.containerName());
    }

    /** Whether an execution of that verdict waits for one. */
    boolean stuck(String verdict) {
        return verdict.isEmpty() || verdicts.contains(verdict);
    }
}
