package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * A finding about a run, for the user.
 *
 * @param severity whether the run's result is affected
 * @param message what failed, where, the value, the remedy
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
