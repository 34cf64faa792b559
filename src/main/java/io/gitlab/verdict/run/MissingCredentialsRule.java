package io.gitlab.verdict.run;

import io.gitlab.verdict.ci.CiJob;
import io.gitlab.verdict.settings.VerdictSettings;
import java.util.List;
import java.util.Optional;

/**
 * Whether a run without credentials is skipped or fails.
 *
 * @param set {@code skip} or {@code fail}; empty: skip if the CI system may withhold credentials from the job
 * @param setting the setting as the user wrote it
 * @param ci the CI job
 */
record MissingCredentialsRule(Optional<String> set, String setting, CiJob ci) {
    private static final String SETTING = "onMissingCredentials";
    private static final String SKIP = "skip";

    /** @throws io.gitlab.verdict.settings.InvalidSettingException if the setting has another value */
    static MissingCredentialsRule of(FrontEnd frontEnd) {
        VerdictSettings settings = frontEnd.settings();
        Optional<String> set =
                settings.text(SETTING).map(value -> settings.choice(SETTING, value, List.of(SKIP, "fail")));
        return new MissingCredentialsRule(set, settings.asWritten(SETTING), frontEnd.ci());
    }

    /**
     * Why the run is skipped, in a sentence.
     *
     * @throws MissingCredentialsException the given one, if the run must fail
     */
    String skip(MissingCredentialsException missing) {
        Optional<String> withheld = ci.withheldCredentials();
        boolean skipped = set.map(SKIP::equals).orElse(withheld.isPresent());
        if (!skipped) {
            throw missing;
        }
        return "there is no " + missing.title() + ", and " + withheld.orElse(setting + " is skip") + ".";
    }
}
