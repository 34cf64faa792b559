package io.gitlab.verdict.tracker;

/** The tracker gave no usable answer within the deadline; trying later may help. */
public final class UnavailableException extends Exception {
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
