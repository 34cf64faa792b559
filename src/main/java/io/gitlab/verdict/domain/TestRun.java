package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a test case in a plan.
 *
 * @param date the date of execution, or the planned date; empty if planned without a date, which sorts before all dates
 * @param status the status of the test case after the run; {@link CaseStatus#SCHEDULED} if it was not executed
 * @param build its build; empty if it was not executed
 */
public record TestRun(Optional<Instant> date, CaseStatus status, String build) {
    public TestRun {
        requireNonNull(date, "date");
        requireNonNull(status, "status");
        requireNonNull(build, "build");
    }

    /** A run that is planned without a date. */
    public static TestRun planned() {
        return new TestRun(Optional.empty(), CaseStatus.SCHEDULED, "");
    }

    boolean executed() {
        return status != CaseStatus.SCHEDULED;
    }

    /** Whether it is at the same instant as the other run, or later. */
    boolean notBefore(TestRun other) {
        return !date.orElse(Instant.MIN).isBefore(other.date().orElse(Instant.MIN));
    }
}
