package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.StoredResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How far the reconciliation of one result has come. */
final class ResultProgress {
    /** A first write and three repairs that the tracker accepted. */
    private static final int MOST_WRITES = 4;

    /** Conflicts with other jobs; their waits grow to a minute in all. */
    private static final int MOST_CONFLICTS = 8;

    private static final int MOST_DOUBLINGS = 4;
    private static final Duration REFUSAL_WAIT = Duration.ofSeconds(1);

    /** Trackers number their objects in the order of creation. */
    static final Comparator<StoredResult> OLDEST_FIRST =
            Comparator.comparing((StoredResult one) -> one.reference().length()).thenComparing(StoredResult::reference);

    private final Result result;
    private Optional<ResultStatus> status = Optional.empty();
    private Optional<StoredResult> stored = Optional.empty();
    private Optional<StoredResult> surplus = Optional.empty();
    private Optional<Change> unconfirmed = Optional.empty();
    private Instant writtenAt = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;
    private Instant readAt = Instant.EPOCH;
    private boolean right;
    private boolean mayPass;
    private boolean written;
    private boolean foreign;
    private boolean doubtful;
    private int writes;
    private int conflicts;
    private int removals;
    private String trouble = "";

    ResultProgress(Result result) {
        this.result = result;
    }

    ResultKey key() {
        return result.key();
    }

    boolean open() {
        return status.isEmpty();
    }

    ResultStatus status() {
        return status.orElseThrow();
    }

    /**
     * Whether the work on the result ended for a reason that may pass by itself, such as an outage: it is not published,
     * or not yet proven to be there only once.
     */
    boolean mayPass() {
        return mayPass;
    }

    /** Ends because only a person can help. */
    void giveUp(String reason) {
        end(reason, false);
    }

    /** Ends for now. */
    void interrupt(String reason) {
        end(reason, true);
    }

    /** Ends without a further look: what was last read right is published all the same, but may be there twice. */
    private void end(String reason, boolean passing) {
        mayPass = passing || right;
        if (right) {
            settle();
        } else {
            status =
                    Optional.of(new ResultStatus(result, State.UNPUBLISHED, reason, stored.flatMap(StoredResult::url)));
        }
    }

    /** Ends for now, because the tracker gives no usable answer. */
    void cutOff(String reason) {
        interrupt(reason + (sentOnly() ? " (It was sent before that, and is not proven to be there.)" : ""));
    }

    /** Whether the tracker said that it did what was sent, but the work ended before it was read as it should be. */
    boolean sentOnly() {
        return unconfirmed.isPresent() && !doubtful && !right && (open() || mayPass);
    }

    void outOfTime(Duration budget) {
        interrupt("the deadline of " + budget + " passed before it was seen in the tracker"
                + (trouble.isEmpty() ? "" : " (" + trouble + ")")
                + ". Run the goal again, or set a longer <deadline>.");
    }

    /**
     * Compares with what was read. The result is settled when the tracker holds it once and as it should be; after a
     * write only when the read can no longer miss what another job wrote at the same time.
     *
     * @return whether this shows that a write without an answer was done
     */
    boolean compare(List<StoredResult> found, Duration replicaLag, Instant readAt) {
        this.readAt = readAt;
        List<StoredResult> oldestFirst = found.stream().sorted(OLDEST_FIRST).toList();
        Optional<StoredResult> kept = oldestFirst.stream().filter(this::isRight).findFirst();
        right = kept.isPresent();
        stored = kept.or(() -> oldestFirst.stream().findFirst());
        surplus = oldestFirst.stream()
                .filter(one -> !one.equals(stored.orElseThrow()))
                .reduce((older, younger) -> younger);
        boolean certain = unconfirmed.isEmpty() || !readAt.isBefore(certainAt(replicaLag));
        if (right && certain && (surplus.isEmpty() || foreign || removals >= MOST_WRITES)) {
            mayPass = surplus.isPresent() && !foreign;
            settle();
        }
        return dispelled();
    }

    /** A write without an answer counts only when it is seen to be done, though wrong. */
    private boolean dispelled() {
        boolean untouched =
                unconfirmed.orElse(null) instanceof Change.Repair repair && stored.equals(Optional.of(repair.stored()));
        if (!doubtful || stored.isEmpty() || untouched) {
            return false;
        }
        doubtful = false;
        writes += right ? 0 : 1;
        return true;
    }

    /** Whether it was last read as it should be. */
    boolean right() {
        return right;
    }

    /** From when on a read cannot miss what was written before the last write. */
    Instant certainAt(Duration replicaLag) {
        return writtenAt.plus(replicaLag);
    }

    private boolean isRight(StoredResult one) {
        return difference(result, one).isEmpty();
    }

    private void settle() {
        State state = written ? State.PUBLISHED : State.ALREADY_THERE;
        status = Optional.of(new ResultStatus(result, state, "", stored.flatMap(StoredResult::url)));
    }

    /** What a person must do about a result that is stored more than once; empty when it is not. */
    Optional<Finding> duplicate() {
        return surplus.map(one -> Finding.warning("The tracker holds " + key().testCase()
                + " more than once for this build and date: delete " + one.reference() + " by hand"
                + (trouble.isEmpty() ? "." : " (" + trouble + ").")));
    }

    /** What must be written now; empty while an earlier write may still be invisible. Gives up after too many. */
    Optional<Change> change(Duration replicaLag, Instant now) {
        if (now.isBefore(notBefore) || maybeInvisible(replicaLag)) {
            return Optional.empty();
        }
        if (right) {
            return surplus.map(one -> new Change.Remove(result, one));
        }
        if (writes >= MOST_WRITES) {
            giveUp(didNotPersist());
            return Optional.empty();
        }
        return Optional.of(stored.isPresent() ? new Change.Repair(result, stored.get()) : new Change.Create(result));
    }

    /**
     * What was created and is seen wrong was stored wrong; but a repair or a removal may not have been seen. A read tells
     * of the time when it began: a slow one may end long after the lag, and know nothing of the write.
     */
    private boolean maybeInvisible(Duration replicaLag) {
        boolean notSeen =
                unconfirmed.isPresent() && (stored.isEmpty() || !(unconfirmed.get() instanceof Change.Create));
        return notSeen && readAt.isBefore(certainAt(replicaLag));
    }

    void answered(Change change, Answer answer, Deadline deadline) {
        Instant now = deadline.now();
        if (answer instanceof Answer.NotSent notSent) {
            trouble = notSent.reason();
            notBefore = now.plus(REFUSAL_WAIT);
        } else if (change instanceof Change.Remove) {
            removed(change, answer, now);
        } else if (answer instanceof Answer.Refused refused) {
            refused(refused, deadline);
        } else if (answer instanceof Answer.Forbidden forbidden) {
            giveUp(forbidden.reason());
        } else {
            written(change, answer, now);
        }
    }

    private void removed(Change change, Answer answer, Instant now) {
        removals++;
        if (answer instanceof Answer.Refused refused) {
            trouble = refused.reason();
            foreign = !refused.worthRetrying();
            notBefore = now.plus(REFUSAL_WAIT);
        } else {
            unconfirmed = Optional.of(change);
            writtenAt = now;
        }
    }

    private void refused(Answer.Refused refused, Deadline deadline) {
        trouble = refused.reason();
        conflicts++;
        if (!refused.worthRetrying()) {
            giveUp(refused.reason());
        } else if (conflicts >= MOST_CONFLICTS) {
            interrupt(refused.reason());
        }
        Duration wait = REFUSAL_WAIT.multipliedBy(1L << Math.min(conflicts, MOST_DOUBLINGS));
        notBefore = deadline.now().plus(deadline.about(wait));
    }

    private void written(Change change, Answer answer, Instant now) {
        doubtful = answer instanceof Answer.Unknown;
        writes += doubtful ? 0 : 1;
        trouble = answer instanceof Answer.Unknown unknown ? unknown.reason() : "";
        unconfirmed = Optional.of(change);
        writtenAt = now;
        written = true;
    }

    private String didNotPersist() {
        String seen = stored.map(one -> "it reads back with " + difference(result, one))
                .orElse("it does not read back");
        return "did not persist: after " + writes + " writes " + seen
                + (trouble.isEmpty() ? "" : " (" + trouble + ")")
                + ". Check the key owner's permissions, and the state of the test case and of what holds its results.";
    }

    /** How a stored result differs from what it should be, in words; empty when it does not. */
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
