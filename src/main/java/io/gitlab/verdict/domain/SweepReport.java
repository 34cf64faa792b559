package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The account of a sweep.
 *
 * @param tracker name of the tracker
 * @param build the build that sweeps
 * @param run what the notes of repaired executions name this sweep by
 * @param date when the account was written
 * @param age how old an execution must be
 * @param applied whether it was asked to change anything
 * @param finished whether it came to its end, rather than to an outage or a refusal
 * @param tooYoung how many stuck executions are younger than the age
 * @param filteredOut how many old ones are of other builds or run containers, those in containers that were not read
 *     left out
 * @param executions what became of the others
 * @param findings what a person should know besides
 */
public record SweepReport(
        String tracker,
        String build,
        String run,
        Instant date,
        Duration age,
        boolean applied,
        boolean finished,
        int tooYoung,
        int filteredOut,
        List<SweptResult> executions,
        List<Finding> findings) {
    public SweepReport {
        requireNonNull(tracker, "tracker");
        requireNonNull(build, "build");
        requireNonNull(run, "run");
        requireNonNull(date, "date");
        requireNonNull(age, "age");
        executions = List.copyOf(executions);
        findings = List.copyOf(findings);
    }

    /** How many executions are in that state. */
    public long count(SweptResult.State state) {
        return executions.stream().filter(one -> one.state() == state).count();
    }
}
