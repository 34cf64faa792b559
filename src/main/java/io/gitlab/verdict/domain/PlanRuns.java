package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The latest runs of one test case in one plan that contains it.
 *
 * @param archived whether the plan is archived and does not count
 * @param latest the latest run; empty if the plan has no run of the test case
 * @param latestExecuted the latest executed run; empty if no run was executed
 */
public record PlanRuns(boolean archived, Optional<TestRun> latest, Optional<TestRun> latestExecuted) {
    public PlanRuns {
        requireNonNull(latest, "latest");
        requireNonNull(latestExecuted, "latestExecuted");
    }

    /** A plan that has no run of the test case yet. */
    public static PlanRuns none(boolean archived) {
        return new PlanRuns(archived, Optional.empty(), Optional.empty());
    }

    /** With one more run. Of runs at the same instant, the one added last counts. */
    public PlanRuns with(TestRun run) {
        return new PlanRuns(archived, later(latest, run), run.executed() ? later(latestExecuted, run) : latestExecuted);
    }

    private static Optional<TestRun> later(Optional<TestRun> known, TestRun run) {
        return known.filter(one -> !run.notBefore(one)).or(() -> Optional.of(run));
    }
}
