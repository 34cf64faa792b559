package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person should know of attachments that are not with their results. */
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
                    + ". Publish the reports of the build again where these files still are.");
        }
        return kind.state() == State.WAITING
                ? Finding.warning("Attachments that are not proven to be with their results: " + which + ": "
                        + kind.reason()
                        + ". Run mvn verdict:replay to send or find them; the results themselves do not depend on it.")
                : Finding.warning("Attachments that the tracker does not take: " + which + ": " + kind.reason()
                        + ". They are left out, and not tried again. With a smaller <attachmentMaxSize> larger files are"
                        + " compressed or linked; <attachments> says which are sent at all.");
    }
}
