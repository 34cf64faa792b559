package io.gitlab.verdict.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How a run was started.
 *
 * @param trigger what started it
 * @param buildStart when the build began; without meaning for a direct call
 * @param testsSkipped whether the build skips its tests
 * @param unattended whether there is certainly no user at a terminal
 */
public record Invocation(Trigger trigger, Instant buildStart, boolean testsSkipped, boolean unattended) {

    /** What started a run. */
    public enum Trigger {
        /** A user or a service called the command itself. */
        DIRECT,
        /** The command is a step of a build, whose check comes later. */
        BUILD,
        /** The build ended before it reached the command. */
        BUILD_END
    }

    public Invocation {
        requireNonNull(trigger, "trigger");
        requireNonNull(buildStart, "buildStart");
    }

    boolean direct() {
        return trigger == Trigger.DIRECT;
    }
}
