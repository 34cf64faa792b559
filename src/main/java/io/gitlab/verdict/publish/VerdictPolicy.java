package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Verdict;
import java.util.Optional;

/**
 * The verdict of each outcome; empty: executions with that outcome are left out.
 *
 * @param errored for an execution that threw something other than an assertion
 * @param skipped for a test case with only skipped executions
 * @param flaky for an execution that passed only in a re-run
 * @param absent for a test method whose class failed before it ran
 */
public record VerdictPolicy(
        Optional<Verdict> errored, Optional<Verdict> skipped, Optional<Verdict> flaky, Optional<Verdict> absent) {

    public VerdictPolicy {
        requireNonNull(errored, "errored");
        requireNonNull(skipped, "skipped");
        requireNonNull(flaky, "flaky");
        requireNonNull(absent, "absent");
    }

    Optional<Verdict> verdict(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Optional.of(Verdict.PASS);
            case FAILED -> Optional.of(Verdict.FAIL);
            case ERRORED -> errored;
            case SKIPPED -> skipped;
            case FLAKY -> flaky;
            case ABSENT -> absent;
        };
    }
}
