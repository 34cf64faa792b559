package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiEnvironment;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.util.List;
import java.util.Optional;

/**
 * What follows when there is no API key.
 *
 * @param set {@code skip} or {@code fail}; empty: skip where GitLab may keep protected variables from the job
 * @param where the setting as the user wrote it
 * @param ci what the CI environment says
 */
record MissingCredentialsRule(Optional<String> set, String where, CiEnvironment ci) {
    private static final String SETTING = "onMissingCredentials";

    /** @throws InvalidSettingException if the setting has another value */
    static MissingCredentialsRule of(VerdictSettings overrides, String pomValue, CiEnvironment ci) {
        Optional<String> set = overrides
                .text(SETTING, pomValue)
                .map(value -> overrides.choice(SETTING, value, List.of("skip", "fail")));
        return new MissingCredentialsRule(set, overrides.where(SETTING), ci);
    }

    /**
     * Why the publication is skipped, in a sentence.
     *
     * @throws MissingCredentialsException that one, if the run shall fail
     */
    String skip(MissingCredentialsException missing) {
        Optional<String> withheld = ci.withholdsCredentials();
        if (set.filter("fail"::equals).isPresent() || set.isEmpty() && withheld.isEmpty()) {
            throw missing;
        }
        return "there is no API key, and "
                + withheld.map(why -> why + ", so that GitLab gives it no protected variables.")
                        .orElse(where + " is skip.");
    }
}
