package io.gitlab.verdict.tracker.qmetry.attachment;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Fingerprint;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRuns;
import io.gitlab.verdict.tracker.qmetry.wire.FileForm;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attachments of test case runs. A result with runs in several suite runs has its attachments at the first of them.
 *
 * <p>Assumption: files that {@code testLog} attaches to a run are listed and unlinked with the entity type {@code TCR},
 * which {@code testLog} uses; QMetry's documentation of the list names other entity types only.
 */
public final class QMetryAttachments implements Attachments {
    /** QMetry does not document the unit of the listed size. */
    private static final long UNKNOWN_SIZE = -1;

    private final OpenApi api;
    private final QMetryProject project;
    private final Target target;

    /** Uploads by QMetry's id, because QMetry does not document whether it stores their descriptions. */
    private final Map<Long, Fingerprint> sent = new HashMap<>();

    private final DuplicateFindings findings = new DuplicateFindings();
    private final AttachmentContents contents;

    public QMetryAttachments(OpenApi api, QMetryProject project, Target target) {
        this.api = api;
        this.project = project;
        this.target = target;
        this.contents = new AttachmentContents(api, project.largestAttachment(), findings);
    }

    @Override
    public Map<ResultKey, List<StoredAttachment>> read(Map<StoredResult, List<Attachment>> wanted)
            throws RefusedException, UnavailableException {
        TestCaseRuns runs = TestCaseRuns.read(api, project, target);
        Map<ResultKey, List<StoredAttachment>> found = new HashMap<>();
        for (StoredResult result : wanted.keySet()) {
            if (runs.hasFiles(result.key().testCase(), Long.parseLong(result.reference()))) {
                found.put(result.key(), stored(result, wanted.get(result)));
            }
        }
        return found;
    }

    private List<StoredAttachment> stored(StoredResult result, List<Attachment> wanted)
            throws RefusedException, UnavailableException {
        List<StoredAttachment> files = new ArrayList<>();
        for (Row row : list(result)) {
            Optional<Fingerprint> recorded = recorded(row);
            files.add(new StoredAttachment(
                    Long.toString(row.id("id")),
                    name(row),
                    recorded.isPresent() ? recorded.get().size() : provenSize(row, result, wanted),
                    recorded.map(Fingerprint::sha256)));
        }
        findings.stored(result, files, wanted);
        return files;
    }

    private List<Row> list(StoredResult result) throws RefusedException, UnavailableException {
        Map<String, Object> query = Map.of("entityId", Long.valueOf(result.reference()), "entityType", FileForm.ENTITY);
        return api
                .list("rest/attachments/list", query, project.pageSize(), "read the attachments of a test case run")
                .stream()
                .sorted(Comparator.comparing(row -> row.id("id")))
                .toList();
    }

    private static String name(Row row) {
        return row.text("coAttachmentName");
    }

    private Optional<Fingerprint> recorded(Row row) {
        return Fingerprint.read(row.text("coAttachmentDescription"))
                .or(() -> Optional.ofNullable(sent.get(row.id("id"))));
    }

    private long provenSize(Row row, StoredResult result, List<Attachment> wanted)
            throws RefusedException, UnavailableException {
        Optional<Attachment> namesake =
                wanted.stream().filter(one -> one.name().equals(name(row))).findFirst();
        return namesake.isPresent() && contents.proves(row.id("id"), result, namesake.get())
                ? namesake.get().size()
                : UNKNOWN_SIZE;
    }

    @Override
    public Map<Upload, Answer> attach(List<Upload> uploads) {
        Map<Upload, Answer> answers = new AttachmentWriter(api, project.largestAttachment(), sent).send(uploads);
        findings.sent(answers);
        return answers;
    }

    /** Removes only a file that Verdict uploaded; a user may have attached the other one. */
    @Override
    public Answer remove(StoredResult result, StoredAttachment attachment) {
        try {
            return list(result).stream().anyMatch(row -> duplicateOf(row, attachment))
                    ? new AttachmentWriter(api, project.largestAttachment(), sent).unlink(result, attachment)
                    : new Answer.Refused("no other attachment is proven to be identical", false);
        } catch (RefusedException e) {
            return new Answer.Refused(e.getMessage(), true);
        } catch (UnavailableException e) {
            return new Answer.NotSent(e.getMessage());
        }
    }

    private boolean duplicateOf(Row row, StoredAttachment attachment) {
        Optional<String> content =
                recorded(row).or(() -> contents.of(row.id("id"))).map(Fingerprint::sha256);
        return name(row).equals(attachment.name())
                && content.isPresent()
                && content.equals(attachment.sha256())
                && !attachment.reference().equals(Long.toString(row.id("id")));
    }

    /** Findings about the attachments. */
    public List<Finding> findings() {
        return findings.findings();
    }
}
