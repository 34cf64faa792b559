package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.StoredAttachment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How far the work on one attachment has come. */
final class AttachmentProgress {
    private static final int MOST_SENDS = 4;
    private static final int MOST_REFUSALS = 6;
    private static final Duration REFUSAL_WAIT = Duration.ofSeconds(1);

    private final ResultKey result;
    private final Attachment attachment;
    private Optional<AttachmentStatus> status = Optional.empty();
    private Optional<StoredAttachment> surplus = Optional.empty();
    private Instant readAt = Instant.EPOCH;
    private Instant sentAt = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;
    private boolean there;
    private int sends;
    private int refusals;
    private String trouble = "";

    AttachmentProgress(ResultKey result, Attachment attachment) {
        this.result = result;
        this.attachment = attachment;
    }

    ResultKey result() {
        return result;
    }

    Attachment attachment() {
        return attachment;
    }

    boolean open() {
        return status.isEmpty();
    }

    AttachmentStatus status() {
        return status.orElseThrow();
    }

    void end(State state, String reason) {
        status = Optional.of(new AttachmentStatus(
                result,
                attachment.name(),
                attachment.execution(),
                OptionalLong.of(attachment.size()),
                state,
                reason,
                Optional.empty()));
    }

    /** Ends for now. */
    void interrupt(String reason) {
        String told = trouble.isEmpty() ? reason : reason + " (" + trouble + ")";
        end(State.WAITING, sends == 0 ? told : "sent, and not proven to be there: " + told);
    }

    /** It is there for certain when a read that missed nothing shows it once. */
    void compare(List<StoredAttachment> held, Duration replicaLag, Instant begun) {
        readAt = begun;
        List<StoredAttachment> same =
                held.stream().filter(one -> one.is(attachment)).toList();
        there = !same.isEmpty();
        // Only a recorded hash proves that this very publication sent it twice.
        surplus = same.stream().skip(1).filter(one -> one.sha256().isPresent()).reduce((older, younger) -> younger);
        if (there && !lagging(replicaLag) && (surplus.isEmpty() || refusals >= MOST_REFUSALS)) {
            end(sends == 0 ? State.ALREADY_THERE : State.ATTACHED, "");
        } else if (!there && !lagging(replicaLag) && sends >= MOST_SENDS) {
            interrupt("did not persist: after " + sends + " uploads it does not read back");
        }
    }

    private boolean lagging(Duration replicaLag) {
        return readAt.isBefore(certainAt(replicaLag));
    }

    /** From when on a read cannot miss what was sent. */
    Instant certainAt(Duration replicaLag) {
        return sentAt.plus(replicaLag);
    }

    boolean there() {
        return there;
    }

    /** Whether it must be sent now; not while an earlier upload may still be invisible. */
    boolean due(Duration replicaLag, Instant now) {
        return open() && !there && !lagging(replicaLag) && !now.isBefore(notBefore);
    }

    /** What must go now, because it is there twice. */
    Optional<StoredAttachment> surplus(Duration replicaLag, Instant now) {
        return open() && !lagging(replicaLag) && !now.isBefore(notBefore) ? surplus : Optional.empty();
    }

    void sent(Answer answer, Instant now) {
        if (answer instanceof Answer.Refused refused && !refused.worthRetrying()) {
            end(State.REFUSED, refused.reason());
        } else if (answer instanceof Answer.Forbidden forbidden) {
            interrupt(forbidden.reason());
        } else if (answer instanceof Answer.Refused refused) {
            refused(refused.reason(), now);
        } else if (answer instanceof Answer.NotSent notSent) {
            refused(notSent.reason(), now);
        } else {
            trouble = answer instanceof Answer.Unknown unknown ? unknown.reason() : "";
            sends++;
            sentAt = now;
        }
    }

    void removed(Answer answer, Instant now) {
        if (answer instanceof Answer.Refused || answer instanceof Answer.NotSent) {
            notBefore = now.plus(REFUSAL_WAIT);
            refusals++;
        } else {
            sentAt = now;
        }
    }

    private void refused(String reason, Instant now) {
        trouble = "";
        refusals++;
        notBefore = now.plus(REFUSAL_WAIT.multipliedBy(1L << refusals));
        if (refusals >= MOST_REFUSALS) {
            interrupt(reason);
        } else {
            trouble = reason;
        }
    }
}
