package io.gitlab.verdict.run;

import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.VerdictSettings;

/**
 * Whether a sweep changes anything. A dry run never does; otherwise {@code sweep.apply} decides. If that is unset, only an
 * unattended run changes anything: a user at a terminal must ask for it.
 *
 * @param settings the settings
 * @param unattended whether there is certainly no user at a terminal
 */
record SweepMode(VerdictSettings settings, boolean unattended) {
    private static final String APPLY = "sweep.apply";
    private static final String DRY_RUN = "dryRun";

    /** {@code dryRun=false} asks for changes only if it overrides: in a POM, where it is meant for other goals, it is ignored. */
    boolean apply() {
        if (settings.flag(DRY_RUN, DefaultSettings.DRY_RUN)) {
            return false;
        }
        if (settings.text(APPLY).isPresent()) {
            return settings.flag(APPLY, "false");
        }
        return settings.overridden(DRY_RUN) || unattended;
    }
}
