package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outcome of a reconciliation.
 *
 * @param results what became of each result, true by read-back
 * @param passing keys of results whose work ended for a reason that may pass by itself: they are not published, or not
 *     yet proven to be there only once
 * @param findings what a person should know besides
 * @param url where a person finds the results
 * @param settled what the tracker found for settings that mean something of the day
 * @param unavailable whether the work ended because the tracker gave no usable answer
 */
record Reconciliation(
        List<ResultStatus> results,
        Set<ResultKey> passing,
        List<Finding> findings,
        Optional<URI> url,
        Map<String, String> settled,
        boolean unavailable) {
    static final Reconciliation NOTHING =
            new Reconciliation(List.of(), Set.of(), List.of(), Optional.empty(), Map.of(), false);

    Reconciliation {
        results = List.copyOf(results);
        passing = Set.copyOf(passing);
        findings = List.copyOf(findings);
        settled = Map.copyOf(settled);
    }

    /** Of a publication that was not tried, for that reason. */
    static Reconciliation untried(Publication publication, String reason) {
        List<ResultStatus> results = publication.results().stream()
                .map(result -> new ResultStatus(result, ResultStatus.State.UNPUBLISHED, reason, Optional.empty()))
                .toList();
        return new Reconciliation(results, Set.of(), List.of(), Optional.empty(), Map.of(), false);
    }

    /** Whether the tracker is proven to hold every result once. */
    boolean complete() {
        return passing.isEmpty()
                && results.stream().noneMatch(result -> result.state() == ResultStatus.State.UNPUBLISHED);
    }

    /** What became of those results that only a person can help, or nobody needs to. */
    List<ResultStatus> ended() {
        return results.stream()
                .filter(status -> !passing.contains(status.result().key()))
                .toList();
    }
}
