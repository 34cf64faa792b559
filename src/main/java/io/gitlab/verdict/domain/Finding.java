package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * Something a person should know about a run.
 *
 * @param severity whether the run's result is affected
 * @param message what was found, where, with which value, and the one thing to do next
 */
public record Finding(Severity severity, String message) {

    public enum Severity {
        INFO,
        WARNING,
        /** Something that should have been read, resolved or published was not. */
        ERROR
    }

    public Finding {
        requireNonNull(severity, "severity");
        requireNonNull(message, "message");
    }

    public static Finding info(String message) {
        return new Finding(Severity.INFO, message);
    }

    public static Finding warning(String message) {
        return new Finding(Severity.WARNING, message);
    }

    public static Finding error(String message) {
        return new Finding(Severity.ERROR, message);
    }
}
