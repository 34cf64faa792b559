package io.gitlab.verdict.domain;

import java.util.Locale;

/** The outcome of a test execution, derived from the elements of its report. */
public enum Outcome {
    PASSED,
    /** Failed first, and passed when it was re-run. */
    FLAKY,
    SKIPPED,
    /** An assertion failed. */
    FAILED,
    /** Another exception was thrown. */
    ERRORED,
    /** The test method has no report because its class failed before it ran. */
    ABSENT;

    /** The lower-case word used in files and settings, such as {@code passed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
