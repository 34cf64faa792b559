package io.gitlab.verdict.http;

import java.io.IOException;

/** The client did not send a complete request, so that the server cannot have applied it. */
public final class IncompleteBodyException extends IOException {
    public IncompleteBodyException(String message, Throwable cause) {
        super(message, cause);
    }
}
