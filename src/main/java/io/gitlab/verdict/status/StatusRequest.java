package io.gitlab.verdict.status;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.ProvingTests;
import io.gitlab.verdict.domain.StatusRule;
import io.gitlab.verdict.settings.NamePatterns;
import java.util.Optional;

/**
 * What to report the status of, and how.
 *
 * @param tracker name of the tracker
 * @param rule how the status is derived
 * @param containers which run containers, by id or name; any: all, and every test case of the project
 * @param build the build whose coverage is reported; empty: that of the tests, else the latest one of each container
 * @param tests the tests of a build; empty if they are not known
 */
public record StatusRequest(
        String tracker,
        StatusRule rule,
        NamePatterns containers,
        Optional<String> build,
        Optional<ProvingTests> tests) {

    public StatusRequest {
        requireNonNull(tracker, "tracker");
        requireNonNull(rule, "rule");
        requireNonNull(containers, "containers");
        requireNonNull(build, "build");
        requireNonNull(tests, "tests");
    }
}
