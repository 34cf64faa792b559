package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * An execution as a tracker holds it, that never came to its end: without a verdict, or without its test case.
 *
 * @param reference the tracker's own name of it
 * @param testCase id of its test case; empty for an orphan
 * @param verdict the verdict's text; empty when it has none
 * @param build the text that identifies its build
 * @param containerId id of its run container, such as {@code TS42}; empty when it is in none
 * @param containerName name of that
 * @param date when it was executed; empty when the tracker keeps one execution of a test case for all builds
 * @param since from when on it has waited, at the latest
 * @param url where a person finds it
 */
public record StuckResult(
        String reference,
        Optional<String> testCase,
        String verdict,
        String build,
        String containerId,
        String containerName,
        Optional<Instant> date,
        Instant since,
        Optional<URI> url) {
    public StuckResult {
        requireNonNull(reference, "reference");
        requireNonNull(testCase, "testCase");
        requireNonNull(verdict, "verdict");
        requireNonNull(build, "build");
        requireNonNull(containerId, "containerId");
        requireNonNull(containerName, "containerName");
        requireNonNull(date, "date");
        requireNonNull(since, "since");
        requireNonNull(url, "url");
    }

    /** Whether nobody knows its test case. */
    public boolean orphan() {
        return testCase.isEmpty();
    }
}
