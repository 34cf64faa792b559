package io.gitlab.verdict.tracker;

/** The tracker refuses, and will refuse again: the message names the setting or the object to change. */
public final class RefusedException extends Exception {
    public RefusedException(String message) {
        super(message);
    }
}
