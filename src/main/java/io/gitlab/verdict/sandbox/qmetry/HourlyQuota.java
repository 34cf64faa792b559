package io.gitlab.verdict.sandbox.qmetry;

import java.time.Clock;
import java.time.Duration;

/** A maximum number of requests in each full hour of the clock. */
final class HourlyQuota {
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final int perHour;
    private final Clock clock;
    private long hour;
    private int used;

    HourlyQuota(int perHour, Clock clock) {
        this.perHour = perHour;
        this.clock = clock;
    }

    /** Counts a request, and returns whether it is within the quota. */
    synchronized boolean allows() {
        long now = clock.instant().getEpochSecond() / HOUR;
        used = now == hour ? used + 1 : 1;
        hour = now;
        return used <= perHour;
    }
}
