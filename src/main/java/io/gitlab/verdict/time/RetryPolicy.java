package io.gitlab.verdict.time;

import java.time.Duration;

/** How often and how long failed work is repeated, wherever the plugin repeats work. */
public final class RetryPolicy {
    /** How long a server may give no good answer before it counts as unavailable. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The first wait before work is repeated; each further wait doubles. */
    public static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** The longest wait between two reads. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    /** Added to the replica lag, so that a read begins after the lag and not at its end. */
    public static final Duration AFTER_LAG = Duration.ofMillis(1);

    /** A first write and three repairs. */
    public static final int MOST_WRITES = 4;

    /** Reads of an incomplete answer. */
    public static final int MOST_READS = 4;

    /** Refusals of one change that may succeed later, such as conflicts; their waits add up to about a minute. */
    public static final int MOST_REFUSALS = 8;

    /** After so many refusals and no success, every further change would be refused as well. */
    public static final int ALL_ARE_REFUSED = 3;

    private static final int MOST_DOUBLINGS = 4;

    private RetryPolicy() {}

    /** The wait after the given number of failures: 1 s doubled for each, at most 16 s. */
    public static Duration waitAfter(int failures) {
        return FIRST_WAIT.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    }
}
