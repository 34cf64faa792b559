package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultStatus;
import java.util.List;

/**
 * The outcome of replaying one publication.
 *
 * @param id of its entry in the outbox
 * @param tracker name of its tracker
 * @param build the text that identifies its build
 * @param results the state of each result
 * @param attachments the state of each attachment
 * @param findings further findings
 * @param complete whether the tracker is proven to hold every result once; otherwise the publication still waits
 * @param waits where it waits and how to discard it
 */
public record ReplayedPublication(
        String id,
        String tracker,
        String build,
        List<ResultStatus> results,
        List<AttachmentStatus> attachments,
        List<Finding> findings,
        boolean complete,
        String waits) {
    public ReplayedPublication {
        requireNonNull(id, "id");
        requireNonNull(tracker, "tracker");
        requireNonNull(build, "build");
        results = List.copyOf(results);
        attachments = List.copyOf(attachments);
        findings = List.copyOf(findings);
        requireNonNull(waits, "waits");
    }

    /** How many results are in that state. */
    public long count(ResultStatus.State state) {
        return results.stream().filter(result -> result.state() == state).count();
    }
}
