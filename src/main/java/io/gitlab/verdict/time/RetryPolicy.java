package io.gitlab.verdict.time;

import java.time.Duration;

/** Limits and delays of retries, shared by all packages. */
public final class RetryPolicy {
    /** The time without a usable reply after which a server counts as unavailable. */
    public static final Duration MAX_UNAVAILABLE = Duration.ofMinutes(2);

    /** The wait before the first retry; each further wait doubles. */
    public static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** The longest wait between two reads. */
    public static final Duration MAX_WAIT = Duration.ofSeconds(8);

    /** Added to the replica lag, so that a read begins after the lag. */
    public static final Duration AFTER_LAG = Duration.ofMillis(1);

    /** The first write and three repairs. */
    public static final int MAX_WRITES = 4;

    /** Maximum number of reads while replies are incomplete. */
    public static final int MAX_READS = 4;

    /** Refusals of one change for transient reasons such as conflicts; their waits add up to about a minute. */
    public static final int MAX_REFUSALS = 8;

    /** Refusals without a success after which further changes are not attempted. */
    public static final int MAX_REFUSALS_WITHOUT_SUCCESS = 3;

    private static final int MAX_DOUBLINGS = 4;

    private RetryPolicy() {}

    /** The wait after the given number of failures: 1 s doubled for each, at most 16 s. */
    public static Duration waitAfter(int failures) {
        return FIRST_WAIT.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    }
}
