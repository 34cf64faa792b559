package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.http.IncompleteBodyException;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments.Upload;
import io.gitlab.verdict.tracker.Fingerprint;
import io.gitlab.verdict.tracker.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends attachments one after the other, each once and in two steps: the content, then the attachment that shows it. A
 * content whose attachment is refused is deleted again.
 */
final class AttachmentWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STORE = "store the content of an attachment";
    private static final String ATTACH = "attach a file";

    /** After so many requests in a row without an answer, no more is sent. */
    private static final int ALL_ARE_LOST = 3;

    private final Wsapi wsapi;
    private final Target target;
    private final AttachmentRules rules;
    private final Contents contents;
    private final Map<Upload, Answer> answers = new HashMap<>();
    private int lost;
    private Optional<Answer> end = Optional.empty();

    AttachmentWriter(Wsapi wsapi, Target target, AttachmentRules rules, Contents contents) {
        this.wsapi = wsapi;
        this.target = target;
        this.rules = rules;
        this.contents = contents;
    }

    /** An answer for each upload. */
    Map<Upload, Answer> write(List<Upload> uploads) {
        uploads.forEach(upload -> answers.put(upload, end.orElseGet(() -> send(upload))));
        return answers;
    }

    private Answer send(Upload upload) {
        Optional<String> refusal = rules.refusal(upload.attachment());
        if (refusal.isPresent()) {
            return new Answer.Refused(refusal.get(), false);
        }
        try {
            String type = type(upload);
            Optional<Long> kept = contents.take(upload);
            return kept.isPresent() ? attachAgain(upload, type, kept.get()) : store(upload, type);
        } catch (RefusedException e) {
            return endWith(new Answer.Forbidden(e.getMessage()));
        } catch (IOException e) {
            return new Answer.NotSent("cannot read " + upload.attachment().name() + ": " + e.getMessage());
        }
    }

    private static String type(Upload upload) throws IOException {
        try (InputStream in = upload.content().open()) {
            return MediaTypes.of(in, upload.attachment().name());
        }
    }

    private Answer store(Upload upload, String type) throws RefusedException {
        Envelope envelope;
        try {
            ContentBody body = new ContentBody(upload.attachment(), upload.content());
            envelope = wsapi.post("attachmentcontent/create", parameters(), body, STORE);
        } catch (NoAnswerException e) {
            if (e.maybeApplied()) {
                contents.lose();
            }
            return unanswered(e);
        }
        lost = 0;
        if (!envelope.errors().isEmpty()) {
            return refused(STORE, envelope.errors());
        }
        long content = objectId(envelope);
        if (content == 0) {
            contents.lose();
            return new Answer.NotSent("Rally's answer does not tell where it stored the content");
        }
        return attachNew(upload, type, content);
    }

    private Answer attachNew(Upload upload, String type, long content) throws RefusedException {
        Answer answer = attach(upload, type, content);
        if (answer.refused() || answer.forbidden()) {
            discard(content);
        }
        return answer;
    }

    /** A content that an unseen attachment may show after all is not deleted. */
    private Answer attachAgain(Upload upload, String type, long content) throws RefusedException {
        Answer answer = attach(upload, type, content);
        if (answer.refused() || answer.forbidden()) {
            contents.lose();
        }
        return answer;
    }

    private Answer attach(Upload upload, String type, long content) throws RefusedException {
        Envelope envelope;
        try {
            envelope = wsapi.post("attachment/create", parameters(), body(upload, type, content), ATTACH);
        } catch (NoAnswerException e) {
            contents.keep(upload, content);
            Answer notSent = unanswered(e);
            return e.maybeApplied() ? new Answer.Unknown(e.getMessage(), e.retryAfter()) : notSent;
        } catch (RefusedException e) {
            contents.lose();
            throw e;
        }
        lost = 0;
        if (!envelope.errors().isEmpty()) {
            return refused(ATTACH, envelope.errors());
        }
        if (objectId(envelope) == 0) {
            contents.keep(upload, content);
            return new Answer.Unknown("Rally's answer does not tell what became of it");
        }
        return new Answer.Applied();
    }

    /** Without an answer to the content, or when the second step was not sent, there is certainly no attachment. */
    private Answer unanswered(NoAnswerException e) {
        lost++;
        boolean away = !e.maybeApplied() && !(e.getCause() instanceof IncompleteBodyException);
        if (away || e.retryAfter().isPresent() || lost >= ALL_ARE_LOST) {
            endWith(new Answer.NotSent("not sent, because Rally stopped answering: " + e.getMessage(), e.retryAfter()));
        }
        return new Answer.NotSent(e.getMessage(), e.retryAfter());
    }

    private Answer refused(String action, List<String> errors) {
        String said = wsapi.refusal(action, errors);
        return Advice.invalidKey(errors) || Advice.notAuthorized(errors)
                ? endWith(new Answer.Forbidden(said))
                : new Answer.Refused(said, ResultWriter.passing(errors));
    }

    private Answer endWith(Answer answer) {
        end = Optional.of(answer);
        return answer;
    }

    private void discard(long content) {
        try {
            Envelope gone = wsapi.delete(
                    "attachmentcontent/" + content, target.workspace(), "delete the content of an attachment");
            if (!gone.errors().isEmpty()) {
                contents.lose();
            }
        } catch (RefusedException | NoAnswerException e) {
            contents.lose();
        }
    }

    private Map<String, String> parameters() {
        return Map.of("workspace", target.workspace(), "fetch", "ObjectID");
    }

    private static long objectId(Envelope envelope) {
        return envelope.content().path("Object").path("ObjectID").asLong(0);
    }

    private byte[] body(Upload upload, String type, long content) {
        Attachment attachment = upload.attachment();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("TestCaseResult", "/testcaseresult/" + upload.result().reference());
        attributes.put("Content", Refs.of("attachmentcontent", content));
        attributes.put("Name", attachment.name());
        attributes.put("ContentType", type);
        attributes.put("Size", attachment.size());
        attributes.put("Description", Fingerprint.write(attachment));
        attributes.put("User", target.tester());
        return JSON.writeValueAsBytes(Map.of("Attachment", attributes));
    }
}
