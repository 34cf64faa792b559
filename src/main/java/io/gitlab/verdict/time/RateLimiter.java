package io.gitlab.verdict.time;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** Spaces requests evenly. Thread-safe. */
public final class RateLimiter {
    private final Duration interval;
    private Instant next = Instant.MIN;

    /** @param requestsPerMinute empty for no limit */
    public RateLimiter(OptionalInt requestsPerMinute) {
        this.interval = requestsPerMinute.isPresent()
                ? Duration.ofMinutes(1).dividedBy(requestsPerMinute.getAsInt())
                : Duration.ZERO;
    }

    /** Reserves the next free instant and returns the wait until then. */
    public synchronized Duration reserve(Instant now) {
        Instant reserved = next.isAfter(now) ? next : now;
        next = reserved.plus(interval);
        return Duration.between(now, reserved);
    }
}
