package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A result in the tracker that was never completed: it has no verdict or no test case.
 *
 * @param reference the tracker's internal identifier
 * @param testCase ID of its test case; empty for an orphan
 * @param verdict the verdict's text; empty if there is none
 * @param build its build
 * @param containerId ID of its run container, such as {@code TS42}; empty if it is in none
 * @param containerName name of its run container
 * @param date when it was executed; empty if the tracker keeps one result of a test case for all builds
 * @param since the latest possible start of its stuck state
 * @param url its page in the tracker
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

    /** Whether it has no test case. */
    public boolean orphan() {
        return testCase.isEmpty();
    }
}
