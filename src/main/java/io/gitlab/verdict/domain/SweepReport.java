package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The report of a sweep.
 *
 * @param tracker name of the tracker
 * @param build the build that runs the sweep
 * @param run identifier of the sweep in the notes of repaired results
 * @param date when the report was written
 * @param age minimum age of a stuck result
 * @param applied whether the sweep was allowed to change results
 * @param finished whether the sweep was completed; false if an outage or a refusal ended it
 * @param tooYoung number of stuck results younger than the minimum age
 * @param filteredOut number of older stuck results of other builds or run containers, without those in containers that
 *     were not read
 * @param results the other stuck results and their repairs
 * @param findings further findings
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
        List<RepairStatus> results,
        List<Finding> findings) {
    public SweepReport {
        requireNonNull(tracker, "tracker");
        requireNonNull(build, "build");
        requireNonNull(run, "run");
        requireNonNull(date, "date");
        requireNonNull(age, "age");
        results = List.copyOf(results);
        findings = List.copyOf(findings);
    }

    /** The number of repairs in a state. */
    public long count(RepairStatus.State state) {
        return results.stream().filter(one -> one.state() == state).count();
    }
}
