package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * One failure or error of a test execution. Texts are clean (no control characters) and cut to a bounded length.
 *
 * @param kind the element of the report
 * @param type class name of the throwable; empty if the report has no valid one
 * @param message message of the throwable; empty if there is none
 * @param detail stack trace or other text of the element; empty if there is none
 */
public record Problem(Kind kind, String type, String message, String detail) {

    /** The element of the report. */
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

    /** The same problem, of a run after which the test passed. */
    public Problem asFlaky() {
        Kind flaky =
                switch (kind) {
                    case FAILURE, RERUN_FAILURE, FLAKY_FAILURE -> Kind.FLAKY_FAILURE;
                    case ERROR, RERUN_ERROR, FLAKY_ERROR -> Kind.FLAKY_ERROR;
                };
        return new Problem(flaky, type, message, detail);
    }
}
