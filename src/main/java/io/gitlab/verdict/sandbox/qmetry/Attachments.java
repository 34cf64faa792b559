package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Contents;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files at runs. The shape of the list is that of QMetry's API blueprint for other entities; what unlinking answers is
 * not recorded.
 */
final class Attachments {
    private static final long KILOBYTE = 1_000;
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
        String description = call.assumes(Assumption.DESCRIPTION_IS_LOST)
                ? null
                : form.text("desc").orElse(null);
        files.forEach(file -> data.add(attach(transaction, call, run, file, description)));
        return answer;
    }

    private ObjectNode attach(Transaction transaction, Call call, Run run, Multipart.Part file, String description) {
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
        transaction.add(new Event.Attached(id, run.id(), file.fileName(), size, description));
        return told.put("reason", "").put("id", id).put("name", file.fileName()).put("size", size);
    }

    /** The files of a run. */
    static ObjectNode list(State state, Call call) {
        Run run = run(state, call);
        return Rows.page(call, state.attachments(run.id()).map(Attachments::row));
    }

    private static Run run(State state, Call call) {
        boolean listed =
                call.required("entityType").equals("TCR") && !call.assumes(Assumption.FILES_OF_RUNS_ARE_NOT_LISTED);
        if (!listed) {
            throw Refusal.general();
        }
        return Calls.run(state, call, call.number("entityId"));
    }

    /** The recorded example has the size 2 for a file of more bytes than that, and says no unit. */
    private static ObjectNode row(Event.Attached file) {
        return Json.NODES
                .objectNode()
                .put("id", file.id())
                .put("coAttachmentName", file.name())
                .put("coAttachmentSize", file.size() / KILOBYTE + 1)
                .put("coAttachmentDescription", file.description() == null ? "" : file.description());
    }

    /** Takes files from a run. */
    static ObjectNode unlink(Transaction transaction, Call call) {
        Run run = run(transaction.state(), call);
        for (long id : call.numbers("attachmentIds")) {
            transaction
                    .state()
                    .attachment(id)
                    .filter(file -> file.run() == run.id())
                    .orElseThrow(Refusal::notFound);
            transaction.add(new Event.Detached(id));
        }
        return Answers.success("CO.UNLINK_ATTACHMENT_SUCCESS", "Attachment(s) unlinked successfully.");
    }

    /** The bytes of a file. */
    BinaryNode download(State state, Call call) {
        String path = call.request().path();
        long id = Call.parsed(path.substring(path.lastIndexOf('/') + 1));
        Event.Attached file = state.attachment(id).orElseThrow(Refusal::notFound);
        Calls.run(state, call, file.run());
        return Json.NODES.binaryNode(contents.read(id));
    }
}
