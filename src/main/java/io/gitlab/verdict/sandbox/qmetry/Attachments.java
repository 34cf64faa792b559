package io.gitlab.verdict.sandbox.qmetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitlab.verdict.sandbox.Contents;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Json;
import java.util.List;

/** Files at runs. */
final class Attachments {
    private static final long MEGABYTE = 1_000_000;

    private final Contents contents;

    Attachments(Contents contents) {
        this.contents = contents;
    }

    /** Attaches files to a run; one that is too large is told with a reason, and not kept. */
    ObjectNode toRun(Transaction transaction, Call call) {
        Multipart form = Multipart.parse(
                call.request().header("Content-Type").orElse(""), call.request().body());
        String type = form.text("type").orElseThrow(Refusal::missingField);
        Long id = form.text("entityId").map(Call::parsed).orElseThrow(Refusal::missingField);
        List<Multipart.Part> files = form.files();
        if (!type.equals("TCR") || files.isEmpty()) {
            throw Refusal.general();
        }
        Run run = Calls.run(transaction.state(), call, id);
        ObjectNode answer = Answers.success("CO.LINK_ATTACHMENT_SUCCESS", "Attachment(s) linked successfully.");
        ArrayNode data = answer.putArray("data");
        files.forEach(file -> data.add(attach(transaction, call, run, file)));
        return answer;
    }

    private ObjectNode attach(Transaction transaction, Call call, Run run, Multipart.Part file) {
        int size = file.content().length;
        ObjectNode told = Json.NODES.objectNode();
        if (call.dice().strikes(Fault.ATTACHMENT_REFUSED)) {
            return told.put("reason", "The file cannot be attached now.").put("name", file.fileName());
        }
        if (size > call.project().rules().maxAttachmentSize() * MEGABYTE) {
            return told.put("reason", "The file is larger than the maximum.").put("name", file.fileName());
        }
        long id = transaction.id();
        contents.write(id, file.content());
        transaction.add(new Event.Attached(id, run.id(), file.fileName(), size));
        return told.put("reason", "").put("id", id).put("name", file.fileName()).put("size", size);
    }
}
