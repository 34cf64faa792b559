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
 * @param attachments what shall be attached to each result that has any
 * @param links lines for the notes of each result that has evidence which is kept elsewhere
 * @param told what is linked or refused
 * @param findings what a person should know of it
 */
public record CollectedEvidence(
        Map<ResultKey, List<Attachment>> attachments,
        Map<ResultKey, List<String>> links,
        List<AttachmentStatus> told,
        List<Finding> findings) {
    /** No evidence. */
    public static final CollectedEvidence NOTHING = new CollectedEvidence(Map.of(), Map.of(), List.of(), List.of());

    public CollectedEvidence {
        attachments = Map.copyOf(attachments);
        links = Map.copyOf(links);
        told = List.copyOf(told);
        findings = List.copyOf(findings);
    }
}
