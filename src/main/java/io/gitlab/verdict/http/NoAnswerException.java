package io.gitlab.verdict.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** No usable answer came, after all retries that are safe. */
public final class NoAnswerException extends IOException {
    private final boolean maybeApplied;
    private final transient Optional<Duration> retryAfter;

    NoAnswerException(String message, boolean maybeApplied, Optional<Duration> retryAfter, Throwable cause) {
        super(message, cause);
        this.maybeApplied = maybeApplied;
        this.retryAfter = retryAfter;
    }

    /** Whether the server may have done what was asked although no answer told so. */
    public boolean maybeApplied() {
        return maybeApplied;
    }

    /** How long the server asks to wait before anything else is sent. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
