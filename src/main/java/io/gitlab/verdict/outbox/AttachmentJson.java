package io.gitlab.verdict.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.ResultKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** The shape of an attachment in an entry; the documentation of the package explains each name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttachmentJson(String name, long size, String sha256, String execution, String state, String reason) {

    /** No two attachments of a result have the same name. */
    record Place(ResultKey result, String name) {
        static Place of(AttachmentStatus status) {
            return new Place(status.result(), status.name());
        }
    }

    static AttachmentJson of(Attachment attachment, Optional<AttachmentStatus> status) {
        return new AttachmentJson(
                attachment.name(),
                attachment.size(),
                attachment.sha256(),
                attachment.execution(),
                status.map(AttachmentStatus::state).orElse(State.WAITING).text(),
                status.map(AttachmentStatus::reason)
                        .filter(text -> !text.isEmpty())
                        .orElse(null));
    }

    Attachment toAttachment() {
        return new Attachment(name, size, sha256, execution);
    }

    Optional<AttachmentStatus> toStatus(ResultKey result) {
        State known = Arrays.stream(State.values())
                .filter(one -> one.text().equals(state))
                .findFirst()
                .orElseThrow();
        return known == State.WAITING
                ? Optional.empty()
                : Optional.of(new AttachmentStatus(
                        result,
                        name,
                        execution,
                        OptionalLong.of(size),
                        known,
                        reason == null ? "" : reason,
                        Optional.empty()));
    }
}
