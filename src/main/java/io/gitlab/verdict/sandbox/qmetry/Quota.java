package io.gitlab.verdict.sandbox.qmetry;

import java.time.Clock;
import java.time.Duration;

/** How many requests an hour are answered: those of a full hour of the clock together. */
final class Quota {
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final int perHour;
    private final Clock clock;
    private long hour;
    private int used;

    Quota(int perHour, Clock clock) {
        this.perHour = perHour;
        this.clock = clock;
    }

    /** Counts a request, and tells whether it may still be answered. */
    synchronized boolean allows() {
        long now = clock.instant().getEpochSecond() / HOUR;
        used = now == hour ? used + 1 : 1;
        hour = now;
        return used <= perHour;
    }
}
