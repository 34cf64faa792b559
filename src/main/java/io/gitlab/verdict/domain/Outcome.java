package io.gitlab.verdict.domain;

import java.util.Locale;

/** How one test execution ended, as told by the elements of its report. */
public enum Outcome {
    PASSED,
    /** Failed at first and passed when it was run again. */
    FLAKY,
    SKIPPED,
    /** An assertion did not hold. */
    FAILED,
    /** Anything else was thrown. */
    ERRORED,
    /** The test method exists, but its class died before it ran: no report tells of it. */
    ABSENT;

    /** The lower-case word used in files and settings, such as {@code passed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
