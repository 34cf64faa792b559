package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.StoredAttachment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The progress of one attachment. */
final class AttachmentProgress extends Item {
    private final ResultKey result;
    private final Attachment attachment;
    private Optional<AttachmentStatus> status = Optional.empty();
    private Optional<StoredAttachment> surplus = Optional.empty();
    private boolean stored;
    private int writes;

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

    @Override
    public boolean open() {
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

    @Override
    protected void interrupt(String reason) {
        String full = withLastFailure(reason);
        end(State.WAITING, writes == 0 ? full : "sent, but not confirmed: " + full);
    }

    /**
     * Compares with the files that the result holds. Done when a read that began after the replica lag shows the
     * attachment exactly once.
     *
     * @return whether this proves that the attachment was uploaded
     */
    boolean compare(List<StoredAttachment> held, Duration replicaLag, Instant begun) {
        readAt(begun);
        List<StoredAttachment> same =
                held.stream().filter(one -> one.is(attachment)).toList();
        stored = !same.isEmpty();
        // Only a recorded hash proves that this publication uploaded it twice.
        surplus = same.stream().skip(1).filter(one -> one.sha256().isPresent()).reduce((older, younger) -> younger);
        boolean certain = !lagging(replicaLag);
        if (stored && certain && (surplus.isEmpty() || surplusStays())) {
            end(writes == 0 ? State.ALREADY_THERE : State.ATTACHED, "");
        } else if (!stored && certain && writes >= RetryPolicy.MAX_WRITES) {
            interrupt("did not persist: after " + writes + " uploads it is missing on read-back");
        }
        return !open() && status().state() == State.ATTACHED;
    }

    @Override
    protected boolean correct() {
        return stored;
    }

    @Override
    protected boolean removing() {
        return stored;
    }

    @Override
    protected boolean due(Duration replicaLag) {
        return !lagging(replicaLag);
    }

    /** The duplicate that has to be removed; empty if the attachment has to be uploaded. */
    Optional<StoredAttachment> surplus() {
        return surplus;
    }

    @Override
    protected boolean countsAsRefusal(Answer answer) {
        return true;
    }

    @Override
    protected void written(Answer answer) {
        writes += stored ? 0 : 1;
    }

    @Override
    protected void rejected(Answer answer) {
        if (answer.forbidden()) {
            interrupt(answer.reason());
        } else {
            end(State.REFUSED, answer.reason());
        }
    }
}
