package io.gitlab.verdict.tracker.rally.result;

/**
 * How many changes go into one request: as many as are asked for, until Rally shows that it takes fewer, or no batches at
 * all. What was learned lasts for the run. Thread-safe.
 */
public final class BatchSize {
    private int most;
    private int proven;
    private boolean batchless;

    public BatchSize(int most) {
        this.most = most;
    }

    public synchronized int most() {
        return most;
    }

    synchronized void accepted(int size) {
        proven = Math.max(proven, size);
    }

    /**
     * A batch of that size was refused as a whole, and its parts were sent since. Where as many were accepted before, the
     * size is not to blame, but an entry.
     */
    synchronized void refused(int size) {
        if (size > proven) {
            most = Math.max(1, Math.min(most, proven));
        }
    }

    synchronized boolean batchless() {
        return batchless;
    }

    /** The server knows no batches. */
    synchronized void renounce() {
        batchless = true;
    }
}
