package io.gitlab.verdict.run;

import io.gitlab.verdict.ci.CiJob;
import io.gitlab.verdict.settings.VerdictSettings;
import java.util.List;
import java.util.Optional;

/**
 * Whether a run without credentials is skipped or fails.
 *
 * @param set {@code skip} or {@code fail}; empty: skip if the CI system may withhold credentials from the job, and in the
 *     builds of developers
 * @param setting the setting as the user wrote it
 * @param ci the CI job
 * @param direct whether the goal was called directly
 */
record MissingCredentialsRule(Optional<String> set, String setting, CiJob ci, boolean direct) {
    private static final String SETTING = "onMissingCredentials";
    private static final String SKIP = "skip";

    /** @throws io.gitlab.verdict.settings.InvalidSettingException if the setting has another value */
    static MissingCredentialsRule of(FrontEnd frontEnd) {
        VerdictSettings settings = frontEnd.settings();
        Optional<String> set =
                settings.text(SETTING).map(value -> settings.choice(SETTING, value, List.of(SKIP, "fail")));
        return new MissingCredentialsRule(
                set,
                settings.asWritten(SETTING),
                frontEnd.ci(),
                frontEnd.invocation().direct());
    }

    /**
     * Why a step of a developer's build does nothing, in a sentence. Such a build must not depend on the tracker.
     *
     * @return empty if the run has its credentials, or is not a step of a developer's build
     * @throws MissingCredentialsException if the run must fail
     */
    static Optional<String> skipOutsideCi(TrackerOpener opener, TrackerChoice choice) {
        MissingCredentialsRule rule = of(opener.frontEnd());
        if (!rule.outsideCi()) {
            return Optional.empty();
        }
        try {
            opener.requireCredentials(choice);
            return Optional.empty();
        } catch (MissingCredentialsException missing) {
            return Optional.of(rule.skip(missing));
        }
    }

    private boolean outsideCi() {
        return !direct && !ci.inCi();
    }

    /**
     * Why the run is skipped, in a sentence.
     *
     * @throws MissingCredentialsException the given one, if the run must fail
     */
    String skip(MissingCredentialsException missing) {
        Optional<String> reason = ci.withheldCredentials()
                .or(() -> outsideCi() ? Optional.of("this build does not run in CI") : Optional.empty());
        boolean skipped = set.map(SKIP::equals).orElse(reason.isPresent());
        if (!skipped) {
            throw missing;
        }
        return "there is no " + missing.title() + ", and " + reason.orElse(setting + " is skip") + ".";
    }
}
