package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the items of one kind are read from a tracker and written to it. */
public interface Work<I extends Item> {

    /**
     * Reads the actual state and compares each open item with it.
     *
     * @param begun the time at which this read begins
     * @return whether the read shows that a write without an answer was applied
     */
    boolean read(List<I> open, Instant begun) throws RefusedException, UnavailableException;

    /**
     * Writes the change of each item that is due, as one attempt.
     *
     * @return an answer for each item; an item without an answer stays due
     */
    Map<I, Answer> write(List<I> due) throws RefusedException, UnavailableException;

    /** Ends the open items because the deadline has passed, or would pass during the next wait. */
    void outOfTime(List<I> open) throws UnavailableException;

    /** How many items are written before the deadline and the tracker's availability are checked again. */
    default int batchSize() {
        return Integer.MAX_VALUE;
    }

    /** How long to wait after a write before reading back. */
    default Duration readBackAfter() {
        return Duration.ZERO;
    }

    /** How long a write may stay invisible to a read. */
    Duration replicaLag();
}
