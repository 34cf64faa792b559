package io.gitlab.verdict.http;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** Spreads requests evenly over each minute; thread-safe. */
final class Pace {
    private final Duration interval;
    private Instant next = Instant.MIN;

    /** @param requestsPerMinute empty: no limit */
    Pace(OptionalInt requestsPerMinute) {
        this.interval = requestsPerMinute.isPresent()
                ? Duration.ofMinutes(1).dividedBy(requestsPerMinute.getAsInt())
                : Duration.ZERO;
    }

    /** Takes the next free instant, and tells how long it is until then. */
    synchronized Duration take(Instant now) {
        Instant mine = next.isAfter(now) ? next : now;
        next = mine.plus(interval);
        return Duration.between(now, mine);
    }
}
