package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.StoredResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The progress of one result. */
final class ResultProgress extends Item {
    /** Trackers number their objects in the order of creation. */
    static final Comparator<StoredResult> OLDEST_FIRST =
            Comparator.comparing((StoredResult one) -> one.reference().length()).thenComparing(StoredResult::reference);

    private final Result result;
    private Optional<ResultStatus> status = Optional.empty();
    private Optional<StoredResult> stored = Optional.empty();
    private Optional<StoredResult> surplus = Optional.empty();
    private Optional<Change> change = Optional.empty();
    private Optional<Change> unconfirmed = Optional.empty();
    private boolean correct;
    private boolean retryable;
    private boolean written;
    private boolean unanswered;
    private int writes;

    ResultProgress(Result result) {
        this.result = result;
    }

    ResultKey key() {
        return result.key();
    }

    @Override
    public boolean open() {
        return status.isEmpty();
    }

    ResultStatus status() {
        return status.orElseThrow();
    }

    /**
     * Whether the work ended with a transient failure that a retry may cure: the result is not published, or not yet
     * proven to be stored only once.
     */
    boolean retryable() {
        return retryable;
    }

    /** Ends the work, because a user must correct something. */
    void fail(String reason) {
        end(reason, false);
    }

    @Override
    protected void interrupt(String reason) {
        end(reason, true);
    }

    /** Ends without a further read. A result that was last read correct is published, but may be stored twice. */
    private void end(String reason, boolean failureIsTransient) {
        retryable = failureIsTransient || correct;
        if (correct) {
            succeed();
        } else {
            status =
                    Optional.of(new ResultStatus(result, State.UNPUBLISHED, reason, stored.flatMap(StoredResult::url)));
        }
    }

    /** Ends for now, because the tracker gives no usable answer. */
    void interruptByOutage(String reason) {
        interrupt(reason + (sentOnly() ? " (It was sent before that, but is not confirmed.)" : ""));
    }

    /** Whether the tracker accepted the last write, but the work ended before it was read back correct. */
    boolean sentOnly() {
        return unconfirmed.isPresent() && !unanswered && !correct && (open() || retryable);
    }

    void outOfTime(Duration budget) {
        interrupt(withLastFailure("the deadline of " + budget + " passed before it was verified")
                + ". Run the goal again, or set a longer <deadline>.");
    }

    /**
     * Compares with the tracker's results. The result is done when the tracker holds it once and correct; after a write
     * only when the read can no longer miss what another job wrote at the same time.
     *
     * @return whether this shows that a write without an answer was applied
     */
    boolean compare(List<StoredResult> found, Duration replicaLag, Instant begun) {
        readAt(begun);
        List<StoredResult> oldestFirst = found.stream().sorted(OLDEST_FIRST).toList();
        Optional<StoredResult> kept = oldestFirst.stream()
                .filter(one -> difference(result, one).isEmpty())
                .findFirst();
        correct = kept.isPresent();
        stored = kept.or(() -> oldestFirst.stream().findFirst());
        surplus = oldestFirst.stream()
                .filter(one -> !one.equals(stored.orElseThrow()))
                .reduce((older, younger) -> younger);
        boolean certain = unconfirmed.isEmpty() || !lagging(replicaLag);
        if (correct && certain && (surplus.isEmpty() || surplusStays())) {
            retryable = surplus.isPresent() && !removalRejected();
            succeed();
        }
        return confirmed();
    }

    /** A write without an answer counts as a write only when its effect is seen. */
    private boolean confirmed() {
        boolean untouched =
                unconfirmed.orElse(null) instanceof Change.Repair repair && stored.equals(Optional.of(repair.stored()));
        if (!unanswered || stored.isEmpty() || untouched) {
            return false;
        }
        unanswered = false;
        writes += correct ? 0 : 1;
        return true;
    }

    @Override
    protected boolean correct() {
        return correct;
    }

    private void succeed() {
        State state = written ? State.PUBLISHED : State.ALREADY_THERE;
        status = Optional.of(new ResultStatus(result, state, "", stored.flatMap(StoredResult::url)));
    }

    /** The finding about a result that is stored more than once. */
    Optional<Finding> duplicate() {
        return surplus.map(one -> Finding.warning(withLastFailure("The tracker holds " + key().testCase()
                        + " more than once for this build and date: delete " + one.reference() + " by hand")
                + "."));
    }

    /** The change that is due. */
    Change change() {
        return change.orElseThrow();
    }

    @Override
    protected boolean due(Duration replicaLag) {
        change = Optional.empty();
        if (mayBeInvisible(replicaLag)) {
            return false;
        }
        if (correct) {
            change = surplus.filter(one -> !removalRejected()).map(one -> new Change.Remove(result, one));
        } else if (writes >= RetryPolicy.MAX_WRITES) {
            fail(didNotPersist());
        } else {
            change = stored.<Change>map(one -> new Change.Repair(result, one))
                    .or(() -> Optional.of(new Change.Create(result)));
        }
        return change.isPresent();
    }

    /** A created result that reads back wrong was stored wrong; a repair or a removal may only be invisible yet. */
    private boolean mayBeInvisible(Duration replicaLag) {
        boolean notSeen =
                unconfirmed.isPresent() && (stored.isEmpty() || !(unconfirmed.get() instanceof Change.Create));
        return notSeen && lagging(replicaLag);
    }

    @Override
    protected boolean removing() {
        return change() instanceof Change.Remove;
    }

    @Override
    protected void rejected(Answer answer) {
        fail(answer.reason());
    }

    @Override
    protected void written(Answer answer) {
        unconfirmed = change;
        if (!removing()) {
            unanswered = !answer.applied();
            writes += unanswered ? 0 : 1;
            written = true;
        }
    }

    private String didNotPersist() {
        String seen = stored.map(one -> "it reads back with " + difference(result, one))
                .orElse("it is missing on read-back");
        return withLastFailure("did not persist: after " + writes + " writes " + seen)
                + ". Check the key owner's permissions, and the state of the test case and of its run container.";
    }

    /** How a stored result differs from the desired one, in words; empty if it does not. */
    static String difference(Result wanted, StoredResult stored) {
        List<String> differences = new ArrayList<>(stored.flaws());
        if (stored.verdict().isBlank()) {
            differences.add("no verdict");
        } else if (!stored.verdict().equals(wanted.verdict().text())) {
            differences.add("verdict " + stored.verdict() + " instead of "
                    + wanted.verdict().text());
        }
        return String.join(", ", differences);
    }
}
