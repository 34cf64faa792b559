package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import java.util.List;
import java.util.Map;

/**
 * The evidence of a publication.
 *
 * @param attachments the files to attach, by result
 * @param links lines for the notes about evidence that is kept elsewhere, by result
 * @param notAttached the evidence that is linked or refused
 * @param findings further findings
 */
public record CollectedEvidence(
        Map<ResultKey, List<Attachment>> attachments,
        Map<ResultKey, List<String>> links,
        List<AttachmentStatus> notAttached,
        List<Finding> findings) {
    /** No evidence. */
    public static final CollectedEvidence NOTHING = new CollectedEvidence(Map.of(), Map.of(), List.of(), List.of());

    public CollectedEvidence {
        attachments = Map.copyOf(attachments);
        links = Map.copyOf(links);
        notAttached = List.copyOf(notAttached);
        findings = List.copyOf(findings);
    }
}
