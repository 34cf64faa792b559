package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.AttachmentFiles;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about files at runs. The form of the list is that of QMetry's API blueprint for other entities; the answer to
 * unlinking is not recorded.
 */
final class AttachmentCalls {
    private static final long KILOBYTE = 1_000;
    private static final long MEGABYTE = 1_000_000;

    private final AttachmentFiles files;

    AttachmentCalls(AttachmentFiles files) {
        this.files = files;
    }

    /** Attaches files to a run; a file that is too large is answered with a reason, and not stored. */
    ObjectNode toRun(Transaction transaction, Call call) {
        Multipart form = Multipart.parse(
                call.request().header("Content-Type").orElse(""), call.request().body());
        String type = form.text("type").orElseThrow(QmetryRefusals::missingField);
        Long id = form.text("entityId").map(Call::parsed).orElseThrow(QmetryRefusals::missingField);
        List<Multipart.Part> parts = form.files();
        if (!type.equals("TCR") || parts.isEmpty()) {
            throw QmetryRefusals.general();
        }
        CaseRun run = ProjectLookup.run(transaction.state(), call, id);
        ObjectNode answer = Answers.success("CO.LINK_ATTACHMENT_SUCCESS", "Attachment(s) linked successfully.");
        ArrayNode data = answer.putArray("data");
        String description = call.assumes(Assumption.DESCRIPTION_IS_LOST)
                ? null
                : form.text("desc").orElse(null);
        parts.forEach(file -> data.add(attach(transaction, call, run, file, description)));
        return answer;
    }

    private ObjectNode attach(
            Transaction transaction, Call call, CaseRun run, Multipart.Part file, String description) {
        int size = file.content().length;
        ObjectNode answer = Json.NODES.objectNode();
        if (call.dice().strikes(Fault.ATTACHMENT_REFUSED)) {
            return answer.put("reason", "The file cannot be attached now.").put("name", file.fileName());
        }
        if (size > call.project().rules().maxAttachmentSize() * MEGABYTE) {
            return answer.put("reason", "The file is larger than the maximum.").put("name", file.fileName());
        }
        long id = transaction.id();
        files.write(id, file.content());
        transaction.add(new QmetryEvent.Attached(id, run.id(), file.fileName(), size, description));
        return answer.put("reason", "")
                .put("id", id)
                .put("name", file.fileName())
                .put("size", size);
    }

    /** The files of a run. */
    static ObjectNode list(QmetryState state, Call call) {
        CaseRun run = run(state, call);
        return Rows.page(call, state.attachments(run.id()).map(AttachmentCalls::row));
    }

    private static CaseRun run(QmetryState state, Call call) {
        boolean listed =
                call.required("entityType").equals("TCR") && !call.assumes(Assumption.FILES_OF_RUNS_ARE_NOT_LISTED);
        if (!listed) {
            throw QmetryRefusals.general();
        }
        return ProjectLookup.run(state, call, call.number("entityId"));
    }

    /** The unit of the size is not documented; in the recorded example it is 2 for a larger number of bytes. */
    private static ObjectNode row(QmetryEvent.Attached file) {
        return Json.NODES
                .objectNode()
                .put("id", file.id())
                .put("coAttachmentName", file.name())
                .put("coAttachmentSize", file.size() / KILOBYTE + 1)
                .put("coAttachmentDescription", file.description() == null ? "" : file.description());
    }

    /** Removes files from a run. */
    static ObjectNode unlink(Transaction transaction, Call call) {
        CaseRun run = run(transaction.state(), call);
        for (long id : call.numbers("attachmentIds")) {
            transaction
                    .state()
                    .attachment(id)
                    .filter(file -> file.run() == run.id())
                    .orElseThrow(QmetryRefusals::notFound);
            transaction.add(new QmetryEvent.Detached(id));
        }
        return Answers.success("CO.UNLINK_ATTACHMENT_SUCCESS", "Attachment(s) unlinked successfully.");
    }

    /** The bytes of a file. */
    BinaryNode download(QmetryState state, Call call) {
        String path = call.request().path();
        long id = Call.parsed(path.substring(path.lastIndexOf('/') + 1));
        QmetryEvent.Attached file = state.attachment(id).orElseThrow(QmetryRefusals::notFound);
        ProjectLookup.run(state, call, file.run());
        return Json.NODES.binaryNode(files.read(id));
    }
}
