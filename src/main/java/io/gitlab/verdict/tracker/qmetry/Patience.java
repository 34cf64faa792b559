package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.RetryPolicy;

/** How often, and how long after, QMetry is asked again for what it must have and did not give. */
record Patience(Deadline deadline) {
    /** Waits, longer after each read; false when there were enough, or no time is left. */
    boolean again(int reads) {
        return reads < RetryPolicy.MOST_WRITES && deadline.sleep(deadline.about(RetryPolicy.waitAfter(reads)));
    }
}
