package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The outcome of a reconciliation.
 *
 * @param results the status of each result, by read-back
 * @param retryable keys of results whose work ended with a transient failure that a retry may cure: they are not
 *     published, or not yet proven to be stored only once
 * @param findings further findings
 * @param url the page that shows the results
 * @param place what date-dependent settings resolved to
 * @param attachments the status of each attachment, by read-back
 * @param unavailable whether the work ended because the tracker gave no usable answer
 */
public record Reconciliation(
        List<ResultStatus> results,
        Set<ResultKey> retryable,
        List<Finding> findings,
        Optional<URI> url,
        Map<String, String> place,
        List<AttachmentStatus> attachments,
        boolean unavailable) {
    public static final Reconciliation NOTHING =
            new Reconciliation(List.of(), Set.of(), List.of(), Optional.empty(), Map.of(), List.of(), false);

    public Reconciliation {
        results = List.copyOf(results);
        retryable = Set.copyOf(retryable);
        findings = List.copyOf(findings);
        place = Map.copyOf(place);
        attachments = List.copyOf(attachments);
    }

    /** The outcome of a publication that was not attempted. */
    public static Reconciliation untried(Publication publication, String reason) {
        List<ResultStatus> results = publication.results().stream()
                .map(result -> new ResultStatus(result, ResultStatus.State.UNPUBLISHED, reason, Optional.empty()))
                .toList();
        List<AttachmentStatus> attachments = publication.results().stream()
                .flatMap(result -> result.attachments().stream().map(one -> waiting(result, one, reason)))
                .toList();
        return new Reconciliation(results, Set.of(), List.of(), Optional.empty(), Map.of(), attachments, false);
    }

    private static AttachmentStatus waiting(Result result, Attachment attachment, String reason) {
        return new AttachmentStatus(
                result.key(),
                attachment.name(),
                attachment.execution(),
                OptionalLong.of(attachment.size()),
                AttachmentStatus.State.WAITING,
                reason,
                Optional.empty());
    }

    /** The same, with further findings. */
    public Reconciliation with(Collection<Finding> more) {
        Set<Finding> all = new LinkedHashSet<>(findings);
        all.addAll(more);
        return new Reconciliation(results, retryable, List.copyOf(all), url, place, attachments, unavailable);
    }

    /** The same, with the status of attachments. */
    public Reconciliation withAttachments(List<AttachmentStatus> since) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(AttachmentFindings.of(since));
        return new Reconciliation(results, retryable, all, url, place, since, unavailable);
    }

    /** The status of attachments that need no further work. */
    public List<AttachmentStatus> attached() {
        return attachments.stream()
                .filter(status -> status.state() != AttachmentStatus.State.WAITING)
                .toList();
    }

    /** Whether the tracker is proven to hold every result once, and no attachment is waiting. */
    public boolean complete() {
        return retryable.isEmpty()
                && attached().size() == attachments.size()
                && results.stream().noneMatch(result -> result.state() == ResultStatus.State.UNPUBLISHED);
    }

    /** The status of results that need no retry: done, or failed until a user corrects something. */
    public List<ResultStatus> ended() {
        return results.stream()
                .filter(status -> !retryable.contains(status.result().key()))
                .toList();
    }
}
