package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What identifies a result within the publication of one build: the same report gives the same key on any machine.
 *
 * @param testCase id of the test case
 * @param date when it was executed, cut to milliseconds because trackers keep no more
 */
public record ResultKey(String testCase, Instant date) {
    public ResultKey {
        requireNonNull(testCase, "testCase");
        date = date.truncatedTo(ChronoUnit.MILLIS);
    }
}
