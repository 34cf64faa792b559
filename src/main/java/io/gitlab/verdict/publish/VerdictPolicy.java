package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Verdict;
import java.util.Optional;

/**
 * Maps outcomes of executions to verdicts. An execution whose outcome has no verdict is left out.
 *
 * @param errored for an execution that threw something other than an assertion
 * @param skipped for a test case whose executions were all skipped
 * @param flaky for an execution that passed only in a re-run
 * @param absent for a test method whose class died before it ran
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
