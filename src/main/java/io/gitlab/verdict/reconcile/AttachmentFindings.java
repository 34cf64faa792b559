package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings about attachments that the tracker does not hold. */
final class AttachmentFindings {
    private record Kind(State state, String reason) {}

    private AttachmentFindings() {}

    static List<Finding> of(List<AttachmentStatus> attachments) {
        Map<Kind, List<String>> byKind = attachments.stream()
                .filter(one -> !one.reason().isEmpty() && !one.reason().equals(AttachmentReconciler.NO_RESULT))
                .collect(Collectors.groupingBy(
                        one -> new Kind(one.state(), one.reason().replaceFirst("\\.$", "")),
                        LinkedHashMap::new,
                        Collectors.mapping(one -> one.result().testCase() + " " + one.name(), Collectors.toList())));
        return byKind.entrySet().stream()
                .map(kind -> finding(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static Finding finding(Kind kind, List<String> files) {
        String which = files.size() + ": " + FirstFew.of(files);
        if (kind.reason().equals(DryTracker.WOULD_BE_ATTACHED)) {
            return Finding.info("Attachments that would be sent: " + which + ".");
        }
        if (kind.reason().equals(AttachmentReconciler.LOST)) {
            return Finding.warning("Attachments that are lost: " + which + ": " + kind.reason()
                    + ". Publish the build's reports again on a machine that still has these files.");
        }
        return kind.state() == State.WAITING
                ? Finding.warning("Attachments that could not be verified: " + which + ": "
                        + kind.reason()
                        + ". Run mvn verdict:replay to send or find them; the results are not affected.")
                : Finding.warning("Attachments that the tracker does not accept: " + which + ": " + kind.reason()
                        + ". They are skipped and not retried. A smaller <attachmentMaxSize> compresses or links larger"
                        + " files; <attachments> selects the files to send.");
    }
}
