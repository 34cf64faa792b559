package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.Answer;
import java.time.Duration;
import java.time.Instant;

/** One item that the tracker must hold, and the progress of the work on it. */
public abstract class Item {
    private Instant readAt = Instant.EPOCH;
    private Instant writtenAt = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;
    private int refusals;
    private int removals;
    private boolean removalRejected;
    private String lastFailure = "";

    /** Whether there is work left. */
    public abstract boolean open();

    /** Whether the last read showed the desired state, so that only the replica lag has to pass. */
    protected boolean correct() {
        return false;
    }

    /** Whether the due change removes a surplus copy. */
    protected boolean removing() {
        return false;
    }

    /** Whether a change has to be written now. Ends the item after too many writes. */
    protected abstract boolean due(Duration replicaLag);

    /** Records a change that the tracker applied, or may have applied. */
    protected abstract void written(Answer answer);

    /** Ends the item: the tracker will never apply the change. */
    protected abstract void rejected(Answer answer);

    /** Ends the item for now: a later run may succeed. */
    protected abstract void interrupt(String reason);

    /** Whether a retryable answer counts as a refusal; too many refusals end the item. */
    protected boolean countsAsRefusal(Answer answer) {
        return answer.refused();
    }

    /** Why the last write failed, or may have failed; empty if it did not. */
    protected final String lastFailure() {
        return lastFailure;
    }

    /** The reason, with the last failure in brackets. */
    protected final String withLastFailure(String reason) {
        return lastFailure.isEmpty() || lastFailure.equals(reason) ? reason : reason + " (" + lastFailure + ")";
    }

    /** Whether the tracker will never remove the surplus copy. */
    protected final boolean removalRejected() {
        return removalRejected;
    }

    /** Whether a surplus copy stays: its removal was rejected, or tried often enough. */
    protected final boolean surplusStays() {
        return removalRejected || removals >= RetryPolicy.MAX_WRITES;
    }

    /** Records the start of the read whose result is compared. */
    protected final void readAt(Instant begun) {
        readAt = begun;
    }

    /** Whether the last read may have missed the last write: what counts is when the read began. */
    protected final boolean lagging(Duration replicaLag) {
        return readAt.isBefore(certainAt(replicaLag));
    }

    /** The earliest start of a read that cannot miss the last write. */
    final Instant certainAt(Duration replicaLag) {
        return writtenAt.plus(replicaLag);
    }

    final boolean due(Duration replicaLag, Instant now) {
        return open() && !now.isBefore(notBefore) && due(replicaLag);
    }

    /** Records the answer to the change that was due. */
    final void answered(Answer answer, Deadline deadline) {
        boolean removing = removing();
        lastFailure = answer.reason();
        removals += removing && answer.kind() != Answer.Kind.NOT_SENT ? 1 : 0;
        if (answer.mayBeApplied()) {
            writtenAt = deadline.now();
            written(answer);
        } else if (answer.worthRetrying()) {
            refusals += !removing && countsAsRefusal(answer) ? 1 : 0;
            Duration wait = RetryPolicy.waitAfter(refusals);
            // Jitter separates conflicting jobs only; items that were not sent are sent again together.
            notBefore = deadline.now().plus(answer.refused() ? deadline.jittered(wait) : wait);
            if (refusals >= RetryPolicy.MAX_REFUSALS) {
                interrupt(answer.reason());
            }
        } else if (removing) {
            removalRejected = true;
        } else {
            rejected(answer);
        }
    }
}
