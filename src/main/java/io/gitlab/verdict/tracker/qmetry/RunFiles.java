package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Fingerprint;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.Collection;
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
    static final String ENTITY = "TCR";

    /** The unit of the size that QMetry lists is not documented. */
    private static final long UNKNOWN_SIZE = -1;

    private final OpenApi api;
    private final ProjectInfo project;
    private final Route route;

    /** What was sent here, by QMetry's id: whether QMetry keeps the descriptions of these files is not documented. */
    private final Map<Long, Fingerprint> sent = new HashMap<>();

    RunFiles(OpenApi api, ProjectInfo project, Route route) {
        this.api = api;
        this.project = project;
        this.route = route;
    }

    @Override
    public Map<ResultKey, List<StoredAttachment>> read(Collection<StoredResult> results)
            throws RefusedException, UnavailableException {
        Runs runs = Runs.read(api, project, route);
        Map<ResultKey, List<StoredAttachment>> found = new HashMap<>();
        for (StoredResult result : results) {
            if (runs.holdsFiles(result.key().testCase(), Long.parseLong(result.reference()))) {
                found.put(result.key(), list(result));
            }
        }
        return found;
    }

    private List<StoredAttachment> list(StoredResult result) throws RefusedException, UnavailableException {
        Map<String, Object> question = Map.of("entityId", Long.valueOf(result.reference()), "entityType", ENTITY);
        return api
                .list("rest/attachments/list", question, project.pageSize(), "read the files of a test case run")
                .stream()
                .sorted(Comparator.comparing(row -> row.id("id")))
                .map(this::stored)
                .toList();
    }

    private StoredAttachment stored(Row row) {
        Optional<Fingerprint> fingerprint = Fingerprint.read(row.text("coAttachmentDescription"))
                .or(() -> Optional.ofNullable(sent.get(row.id("id"))));
        return new StoredAttachment(
                Long.toString(row.id("id")),
                row.text("coAttachmentName"),
                fingerprint.map(Fingerprint::size).orElse(UNKNOWN_SIZE),
                fingerprint.map(Fingerprint::sha256));
    }

    @Override
    public Map<Upload, Answer> attach(List<Upload> uploads) {
        return new FileSender(api, project.largestAttachment(), sent).send(uploads);
    }

    @Override
    public Answer remove(StoredResult result, StoredAttachment attachment) {
        try {
            boolean twin = list(result).stream()
                    .anyMatch(one -> one.name().equals(attachment.name())
                            && one.sha256().isPresent()
                            && one.sha256().equals(attachment.sha256())
                            && !one.reference().equals(attachment.reference()));
            return twin
                    ? new FileSender(api, project.largestAttachment(), sent).unlink(result, attachment)
                    : new Answer.Refused("no other attachment is proven to be the same", false);
        } catch (RefusedException e) {
            return new Answer.Refused(e.getMessage(), true);
        } catch (UnavailableException e) {
            return new Answer.NotSent(e.getMessage());
        }
    }
}
