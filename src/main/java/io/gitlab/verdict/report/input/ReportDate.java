package io.gitlab.verdict.report.input;

import java.time.Instant;
import java.util.Optional;

/**
 * The date of an execution as its report gives it.
 *
 * @param instant the date; if its zone is unknown, as if it were in UTC
 * @param origin where it comes from
 * @param end when the suite or test with this timestamp ended; empty if there is no timestamp
 */
public record ReportDate(Instant instant, Origin origin, Optional<Instant> end) {
    public enum Origin {
        /** A timestamp with time zone. */
        TIMESTAMP,
        /** A timestamp without time zone. */
        LOCAL,
        /** The time at which the file was written. */
        FILE
    }
}
