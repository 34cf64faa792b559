package io.gitlab.verdict.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** There was no usable reply after all permitted retries. */
public final class NoAnswerException extends IOException {
    private final boolean maybeApplied;
    private final transient Optional<Duration> retryAfter;

    NoAnswerException(String message, boolean maybeApplied, Optional<Duration> retryAfter, Throwable cause) {
        super(message, cause);
        this.maybeApplied = maybeApplied;
        this.retryAfter = retryAfter;
    }

    /** Whether the server may have applied the request although there is no reply. */
    public boolean maybeApplied() {
        return maybeApplied;
    }

    /** Whether the server answered with more than is read into memory: it is available. */
    public boolean replyTooLarge() {
        return getCause() instanceof ReplyTooLargeException;
    }

    /** The delay that the server asks for before the next request. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
