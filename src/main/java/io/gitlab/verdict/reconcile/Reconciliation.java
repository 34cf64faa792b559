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
 * @param results what became of each result, true by read-back
 * @param passing keys of results whose work ended for a reason that may pass by itself: they are not published, or not
 *     yet proven to be there only once
 * @param findings what a person should know besides
 * @param url where a person finds the results
 * @param place what date-dependent settings resolved to
 * @param attachments what became of each attachment, true by read-back
 * @param unavailable whether the work ended because the tracker gave no usable answer
 */
public record Reconciliation(
        List<ResultStatus> results,
        Set<ResultKey> passing,
        List<Finding> findings,
        Optional<URI> url,
        Map<String, String> place,
        List<AttachmentStatus> attachments,
        boolean unavailable) {
    public static final Reconciliation NOTHING =
            new Reconciliation(List.of(), Set.of(), List.of(), Optional.empty(), Map.of(), List.of(), false);

    public Reconciliation {
        results = List.copyOf(results);
        passing = Set.copyOf(passing);
        findings = List.copyOf(findings);
        place = Map.copyOf(place);
        attachments = List.copyOf(attachments);
    }

    /** Of a publication that was not tried, for that reason. */
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
        return new Reconciliation(results, passing, List.copyOf(all), url, place, attachments, unavailable);
    }

    /** The same, with what became of attachments since. */
    public Reconciliation withAttachments(List<AttachmentStatus> since) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(AttachmentFindings.of(since));
        return new Reconciliation(results, passing, all, url, place, since, unavailable);
    }

    /** What became of attachments that need no further work. */
    public List<AttachmentStatus> attached() {
        return attachments.stream()
                .filter(status -> status.state() != AttachmentStatus.State.WAITING)
                .toList();
    }

    /** Whether the tracker is proven to hold every result once, and no attachment waits. */
    public boolean complete() {
        return passing.isEmpty()
                && attached().size() == attachments.size()
                && results.stream().noneMatch(result -> result.state() == ResultStatus.State.UNPUBLISHED);
    }

    /** What became of those results that only a person can help, or nobody needs to. */
    public List<ResultStatus> ended() {
        return results.stream()
                .filter(status -> !passing.contains(status.result().key()))
                .toList();
    }
}
