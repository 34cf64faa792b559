package io.gitlab.verdict.tracker.qmetry;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files at test case runs: of a result that stands in several executions of the suite, at the first of its runs.
 *
 * <p>Assumption: what {@code testLog} attaches to a run is listed and unlinked as of the entity type {@code TCR}, which
 * is what {@code testLog} calls it; QMetry's documentation of the list names other entities only.
 */
final class RunFiles implements Attachments {
    /** The unit of the size that QMetry lists is not documented. */
    private static final long UNKNOWN_SIZE = -1;

    private final OpenApi api;
    private final ProjectInfo project;
    private final Route route;

    /** What was sent here, by QMetry's id: whether QMetry keeps the descriptions of these files is not documented. */
    private final Map<Long, Fingerprint> sent = new HashMap<>();

    private final FileFindings findings = new FileFindings();
    private final FileContents contents;

    RunFiles(OpenApi api, ProjectInfo project, Route route) {
        this.api = api;
        this.project = project;
        this.route = route;
        this.contents = new FileContents(api, project.largestAttachment(), findings);
    }

    @Override
    public Map<ResultKey, List<StoredAttachment>> read(Map<StoredResult, List<Attachment>> wanted)
            throws RefusedException, UnavailableException {
        Runs runs = Runs.read(api, project, route);
        Map<ResultKey, List<StoredAttachment>> found = new HashMap<>();
        for (StoredResult result : wanted.keySet()) {
            if (runs.holdsFiles(result.key().testCase(), Long.parseLong(result.reference()))) {
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
        findings.held(result, files, wanted);
        return files;
    }

    private List<Row> list(StoredResult result) throws RefusedException, UnavailableException {
        Map<String, Object> question = Map.of("entityId", Long.valueOf(result.reference()), "entityType", FileForm.ENTITY);
        return api
                .list("rest/attachments/list", question, project.pageSize(), "read the files of a test case run")
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
        Map<Upload, Answer> answers = new FileSender(api, project.largestAttachment(), sent).send(uploads);
        findings.sent(answers);
        return answers;
    }

    /** Only what is recorded to be sent from here goes; what it is a duplicate of may be anybody's. */
    @Override
    public Answer remove(StoredResult result, StoredAttachment attachment) {
        try {
            return list(result).stream().anyMatch(row -> twin(row, attachment))
                    ? new FileSender(api, project.largestAttachment(), sent).unlink(result, attachment)
                    : new Answer.Refused("no other attachment is proven to be the same", false);
        } catch (RefusedException e) {
            return new Answer.Refused(e.getMessage(), true);
        } catch (UnavailableException e) {
            return new Answer.NotSent(e.getMessage());
        }
    }

    private boolean twin(Row row, StoredAttachment attachment) {
        Optional<String> content =
                recorded(row).or(() -> contents.of(row.id("id"))).map(Fingerprint::sha256);
        return name(row).equals(attachment.name())
                && content.isPresent()
                && content.equals(attachment.sha256())
                && !attachment.reference().equals(Long.toString(row.id("id")));
    }

    /** What a person should know of what was attached. */
    List<Finding> findings() {
        return findings.findings();
    }
}
