package io.gitlab.verdict.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling from a second to half a minute, with jitter. */
final class Backoff {
    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 30_000;

    private final RandomGenerator random;
    private int attempts;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** A wait between half of the full step and all of it, so that clients that failed together do not return together. */
    Duration next() {
        long step = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts, 5));
        attempts++;
        return Duration.ofMillis(step / 2 + random.nextLong(step / 2 + 1));
    }
}
