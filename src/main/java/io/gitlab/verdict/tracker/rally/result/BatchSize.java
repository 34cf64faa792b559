package io.gitlab.verdict.tracker.rally.result;

/**
 * The number of changes per request: the configured one, until Rally refuses it or refuses batches altogether. Adjusted
 * for the rest of the run. Thread-safe.
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
     * Records that a batch of that size was refused as a whole, while its parts were sent separately. If a batch of
     * that size was accepted before, the cause is an entry and not the size.
     */
    synchronized void refused(int size) {
        if (size > proven) {
            most = Math.max(1, Math.min(most, proven));
        }
    }

    synchronized boolean batchless() {
        return batchless;
    }

    /** Records that the server does not support batches. */
    synchronized void renounce() {
        batchless = true;
    }
}
