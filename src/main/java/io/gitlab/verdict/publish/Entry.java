package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.StoredResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far the reconciliation of one result has come. */
final class Entry {
    /** A first write and three repairs. */
    private static final int MOST_WRITES = 4;

    private static final Duration REFUSAL_WAIT = Duration.ofSeconds(1);

    private final Result result;
    private Optional<ResultStatus> status = Optional.empty();
    private Optional<StoredResult> stored = Optional.empty();
    private Optional<Change> unconfirmed = Optional.empty();
    private Instant writtenAt = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;
    private int writes;
    private String trouble = "";

    Entry(Result result) {
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

    void giveUp(String reason) {
        status = Optional.of(new ResultStatus(result, State.UNPUBLISHED, reason, stored.flatMap(StoredResult::url)));
    }

    void outOfTime(Duration budget) {
        giveUp("the deadline of " + budget + " passed before it was seen in the tracker"
                + (trouble.isEmpty() ? "" : " (" + trouble + ")")
                + ". Run the goal again, or set a longer <deadline>.");
    }

    /** Compares with what was read; the result is settled when the tracker holds it as it should be. */
    void compare(List<StoredResult> found, Set<Finding> findings) {
        if (found.size() > 1) {
            findings.add(Finding.warning("The tracker holds " + found.size() + " results of " + key().testCase()
                    + " for this build and date; delete all but one."));
        }
        Optional<StoredResult> right =
                found.stream().filter(one -> difference(result, one).isEmpty()).findFirst();
        stored = right.or(() -> found.stream().min(Comparator.comparing(StoredResult::reference)));
        right.ifPresent(one -> settle(one.url()));
    }

    private void settle(Optional<URI> url) {
        State state = unconfirmed.isPresent() ? State.PUBLISHED : State.ALREADY_THERE;
        status = Optional.of(new ResultStatus(result, state, "", url));
    }

    /** What must be written now; empty while an earlier write may still be invisible. Gives up after too many. */
    Optional<Change> change(Duration replicaLag, Instant now) {
        if (now.isBefore(notBefore) || maybeInvisible(replicaLag, now)) {
            return Optional.empty();
        }
        if (writes >= MOST_WRITES) {
            giveUp(didNotPersist());
            return Optional.empty();
        }
        return Optional.of(stored.isPresent() ? new Change.Repair(result, stored.get()) : new Change.Create(result));
    }

    /** What was created and is seen wrong was stored wrong; but a repair may not be seen yet. */
    private boolean maybeInvisible(Duration replicaLag, Instant now) {
        boolean notSeen = unconfirmed.isPresent() && (stored.isEmpty() || unconfirmed.get() instanceof Change.Repair);
        return notSeen && now.isBefore(writtenAt.plus(replicaLag));
    }

    void answered(Change change, Answer answer, Instant now) {
        if (answer instanceof Answer.NotSent notSent) {
            trouble = notSent.reason();
            notBefore = now.plus(REFUSAL_WAIT);
            return;
        }
        writes++;
        if (answer instanceof Answer.Refused refused) {
            trouble = refused.reason();
            if (!refused.worthRetrying() || writes >= MOST_WRITES) {
                giveUp(refused.reason());
            }
            notBefore = now.plus(REFUSAL_WAIT.multipliedBy(1L << writes));
        } else {
            trouble = answer instanceof Answer.Unknown unknown ? unknown.reason() : "";
            unconfirmed = Optional.of(change);
            writtenAt = now;
        }
    }

    private String didNotPersist() {
        String seen = stored.map(one -> "it reads back with " + difference(result, one))
                .orElse("it does not read back");
        return "did not persist: after " + writes + " writes " + seen
                + (trouble.isEmpty() ? "" : " (" + trouble + ")")
                + ". Check the key owner's permissions, and the state of the test case and the test set.";
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
