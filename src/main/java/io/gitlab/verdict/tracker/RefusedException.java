package io.gitlab.verdict.tracker;

/** The tracker said no, and will say no again: the message says which setting or which object to change. */
public final class RefusedException extends Exception {
    public RefusedException(String message) {
        super(message);
    }
}
