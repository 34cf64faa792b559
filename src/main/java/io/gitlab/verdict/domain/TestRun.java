package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a test case in a plan.
 *
 * @param date when it was executed, or planned for; empty when it is planned without a date, which is before all others
 * @param status what it says of the test case; {@link CaseStatus#SCHEDULED} for one that was not executed
 * @param build the build it is of; empty for one that was not executed
 */
public record TestRun(Optional<Instant> date, CaseStatus status, String build) {
    public TestRun {
        requireNonNull(date, "date");
        requireNonNull(status, "status");
        requireNonNull(build, "build");
    }

    /** A run that is planned, and no more. */
    public static TestRun planned() {
        return new TestRun(Optional.empty(), CaseStatus.SCHEDULED, "");
    }

    boolean executed() {
        return status != CaseStatus.SCHEDULED;
    }

    /** Whether it is of the same instant as the other, or later. */
    boolean notBefore(TestRun other) {
        return !date.orElse(Instant.MIN).isBefore(other.date().orElse(Instant.MIN));
    }
}
