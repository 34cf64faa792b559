package io.gitlab.verdict.tracker.qmetry.wire;

import io.gitlab.verdict.time.Deadline;
import java.time.Duration;

/** Backoff between reads that are repeated because the response lacks data that QMetry must have. */
public record ReadRetry(Deadline deadline) {
    private static final int MOST_READS = 4;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** Waits, longer after each read; false if there were enough reads, or no time is left. */
    public boolean again(int reads) {
        return reads < MOST_READS && deadline.sleep(deadline.about(FIRST_WAIT.multipliedBy(1L << reads)));
    }
}
