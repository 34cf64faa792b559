package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Identifies a result within the publication of one build. The same report gives the same key on every machine.
 *
 * @param testCase ID of the test case
 * @param date when it was executed, truncated to milliseconds, the precision of the trackers
 */
public record ResultKey(String testCase, Instant date) {
    public ResultKey {
        requireNonNull(testCase, "testCase");
        date = date.truncatedTo(ChronoUnit.MILLIS);
    }
}
