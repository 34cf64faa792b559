package io.gitlab.verdict.http;

import java.io.IOException;

/** No usable answer came, after all retries that are safe. */
public final class NoAnswerException extends IOException {
    private final boolean maybeApplied;

    NoAnswerException(String message, boolean maybeApplied, Throwable cause) {
        super(message, cause);
        this.maybeApplied = maybeApplied;
    }

    /** Whether the server may have done what was asked although no answer told so. */
    public boolean maybeApplied() {
        return maybeApplied;
    }
}
