package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person should know of attachments that are not with their results. */
final class AttachmentFindings {
    private AttachmentFindings() {}

    static List<Finding> of(List<AttachmentStatus> attachments) {
        Map<AttachmentStatus.State, Map<String, Long>> byReason = attachments.stream()
                .filter(one -> !one.reason().isEmpty() && !one.reason().equals(Attaching.NO_RESULT))
                .collect(Collectors.groupingBy(
                        AttachmentStatus::state,
                        Collectors.groupingBy(AttachmentStatus::reason, LinkedHashMap::new, Collectors.counting())));
        return byReason.entrySet().stream()
                .flatMap(state -> state.getValue().entrySet().stream()
                        .map(reason -> finding(state.getKey(), reason.getKey(), reason.getValue())))
                .toList();
    }

    private static Finding finding(State state, String reason, long count) {
        return state == State.WAITING
                ? Finding.warning("Attachments that are not proven to be with their results: " + count + ": "
                        + reason.replaceFirst("\\.$", "")
                        + ". Run mvn verdict:replay to send or find them; the results themselves do not depend on it.")
                : Finding.warning("Attachments that the tracker does not take: " + count + ": " + reason);
    }
}
