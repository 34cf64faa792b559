package io.gitlab.verdict.http;

import java.io.IOException;

/** This side did not send a request to its end, so that the server cannot have done what it asks. */
public final class IncompleteBodyException extends IOException {
    public IncompleteBodyException(String message, Throwable cause) {
        super(message, cause);
    }
}
