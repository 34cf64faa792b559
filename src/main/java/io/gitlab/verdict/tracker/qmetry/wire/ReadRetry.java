package io.gitlab.verdict.tracker.qmetry.wire;

import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.RetryPolicy;

/** Backoff between reads that are repeated because the response lacks data that QMetry must have. */
public record ReadRetry(Deadline deadline) {
    /** Waits, longer after each read; false if there were enough reads, or no time is left. */
    public boolean again(int reads) {
        return reads < RetryPolicy.MOST_READS && deadline.sleep(deadline.about(RetryPolicy.waitAfter(reads)));
    }
}
