package io.gitlab.verdict.resolve;

/** The mapping file cannot be used; the message tells file, line and row, and what to do. */
public final class InvalidMappingException extends RuntimeException {
    InvalidMappingException(String message, Throwable cause) {
        super(message, cause);
    }
}
