package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * One failure or error of a test execution. Texts are clean (no control characters) and cut to a bounded length.
 *
 * @param kind which element of the report told it
 * @param type class name of the throwable, empty when the report has none that is one
 * @param message the throwable's message, empty when there is none
 * @param detail the stack trace or other text of the element, empty when there is none
 */
public record Problem(Kind kind, String type, String message, String detail) {

    /** The element that told of the problem, by its name in the report. */
    public enum Kind {
        FAILURE,
        ERROR,
        RERUN_FAILURE,
        RERUN_ERROR,
        FLAKY_FAILURE,
        FLAKY_ERROR
    }

    public Problem {
        requireNonNull(kind, "kind");
        requireNonNull(type, "type");
        requireNonNull(message, "message");
        requireNonNull(detail, "detail");
    }
}
