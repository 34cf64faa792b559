package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.VerdictSettings;

/**
 * Whether a sweep changes anything. A dry run never does; else {@code sweep.apply} decides; without it, a person at a
 * terminal must say so.
 *
 * @param overrides where the settings come from
 * @param attendance whether there is such a person
 */
record SweepSwitch(VerdictSettings overrides, InteractiveSession attendance) {

    /**
     * A {@code dryRun} of {@code false} counts only where somebody wrote it for this run: in a POM it is what it would be
     * anyway, and stands there for other goals.
     *
     * @param pomDryRun {@code dryRun} as the POM has it
     * @param pomApply {@code sweep.apply} as the POM has it
     */
    boolean on(String pomDryRun, String pomApply) {
        if (overrides.flag("dryRun", pomDryRun)) {
            return false;
        }
        if (overrides.text("sweep.apply", pomApply).isPresent()) {
            return overrides.flag("sweep.apply", pomApply);
        }
        return overrides.text("dryRun", null).isPresent() || attendance.unattended();
    }
}
