package io.gitlab.verdict.tracker.qmetry.attachment;

import io.gitlab.verdict.http.IncompleteBodyException;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments.Upload;
import io.gitlab.verdict.tracker.Fingerprint;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.qmetry.wire.FileForm;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Uploads attachments to test case runs, each once, and removes them. */
final class AttachmentWriter {
    private static final String ATTACH = "attach a file to a test case run";
    private static final String UNLINK = "remove a file from a test case run";

    private final OpenApi api;
    private final long largest;
    private final Map<Long, Fingerprint> sent;
    private Optional<Answer> end = Optional.empty();

    /**
     * @param largest the largest attachment that QMetry accepts, in bytes
     * @param sent receives what was uploaded, by QMetry's id
     */
    AttachmentWriter(OpenApi api, long largest, Map<Long, Fingerprint> sent) {
        this.api = api;
        this.largest = largest;
        this.sent = sent;
    }

    /** Returns an answer for each upload. Stops if QMetry does not respond, or refuses the key. */
    Map<Upload, Answer> send(List<Upload> uploads) {
        Map<Upload, Answer> answers = new HashMap<>();
        uploads.forEach(upload -> answers.put(upload, end.orElseGet(() -> send(upload))));
        return answers;
    }

    private Answer send(Upload upload) {
        long size = upload.attachment().size();
        if (size > largest) {
            return new Answer.Refused("it has " + size + " bytes, but this project accepts at most " + largest, false);
        }
        try {
            return answered(upload, api.upload("rest/attachments/testLog", new FileForm(upload), ATTACH));
        } catch (RefusedException e) {
            return endWith(new Answer.Forbidden(e.getMessage()));
        } catch (NoAnswerException e) {
            return unanswered(e);
        }
    }

    private Answer answered(Upload upload, Row answer) {
        if (!answer.success()) {
            return new Answer.Refused(api.refusal(ATTACH, answer), true);
        }
        Optional<Row> file = answer.rows("data").stream().findFirst();
        String reason = file.map(one -> one.text("reason")).orElse("");
        if (!reason.isEmpty()) {
            return new Answer.Refused(api.mask("QMetry does not accept it: " + reason), true);
        }
        file.map(one -> one.id("id")).ifPresent(id -> sent.put(id, Fingerprint.of(upload.attachment())));
        return new Answer.Applied();
    }

    private Answer unanswered(NoAnswerException e) {
        if (!(e.getCause() instanceof IncompleteBodyException)) {
            endWith(new Answer.NotSent(
                    "not sent, because QMetry stopped responding: " + e.getMessage(), e.retryAfter()));
        }
        return outcome(e);
    }

    private static Answer outcome(NoAnswerException e) {
        return e.maybeApplied()
                ? new Answer.Unknown(e.getMessage(), e.retryAfter())
                : new Answer.NotSent(e.getMessage(), e.retryAfter());
    }

    private Answer endWith(Answer answer) {
        end = Optional.of(answer);
        return answer;
    }

    /** Removes a file. */
    Answer unlink(StoredResult result, StoredAttachment attachment) throws RefusedException {
        Map<String, Object> body = Map.of(
                "entityId",
                Long.valueOf(result.reference()),
                "attachmentIds",
                attachment.reference(),
                "entityType",
                FileForm.ENTITY);
        try {
            Row answer = api.write("POST", "rest/attachments/unlink", body, UNLINK);
            return answer.success() ? new Answer.Applied() : new Answer.Refused(api.refusal(UNLINK, answer), true);
        } catch (NoAnswerException e) {
            return outcome(e);
        }
    }
}
