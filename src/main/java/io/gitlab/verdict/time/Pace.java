package io.gitlab.verdict.time;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** Spreads requests evenly over each minute; thread-safe. */
public final class Pace {
    private final Duration interval;
    private Instant next = Instant.MIN;

    /** @param requestsPerMinute empty: no limit */
    public Pace(OptionalInt requestsPerMinute) {
        this.interval = requestsPerMinute.isPresent()
                ? Duration.ofMinutes(1).dividedBy(requestsPerMinute.getAsInt())
                : Duration.ZERO;
    }

    /** Takes the next free instant, and tells how long it is until then. */
    public synchronized Duration take(Instant now) {
        Instant mine = next.isAfter(now) ? next : now;
        next = mine.plus(interval);
        return Duration.between(now, mine);
    }
}
