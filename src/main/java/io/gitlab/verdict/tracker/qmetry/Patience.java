package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.time.Deadline;
import java.time.Duration;

/** How often, and how long after, QMetry is asked again for what it must have and did not give. */
record Patience(Deadline deadline) {
    private static final int MOST_READS = 4;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** Waits, longer after each read; false when there were enough, or no time is left. */
    boolean again(int reads) {
        return reads < MOST_READS && deadline.sleep(deadline.about(FIRST_WAIT.multipliedBy(1L << reads)));
    }
}
