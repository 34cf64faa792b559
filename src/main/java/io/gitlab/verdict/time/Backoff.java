package io.gitlab.verdict.time;

import java.time.Duration;

/** Exponential backoff with jitter: waits of 1 s, doubled up to 30 s. */
public final class Backoff {
    private static final long FIRST_SECONDS = 1;
    private static final long LONGEST_SECONDS = 30;

    private final Deadline deadline;
    private int attempts;

    public Backoff(Deadline deadline) {
        this.deadline = deadline;
    }

    /** The next wait. */
    public Duration next() {
        long step = Math.min(LONGEST_SECONDS, FIRST_SECONDS << Math.min(attempts, 5));
        attempts++;
        return deadline.jittered(Duration.ofSeconds(step));
    }
}
