package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reconciliation of the results of one publication. */
final class ResultReconciliation {
    private final Publication publication;
    private final Deadline deadline;
    private final Map<ResultKey, ResultProgress> results = new LinkedHashMap<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private Optional<PreparedPublication> prepared = Optional.empty();
    private boolean unavailable;

    ResultReconciliation(Publication publication, Deadline deadline) {
        this.publication = publication;
        this.deadline = deadline;
        publication.results().forEach(result -> results.put(result.key(), new ResultProgress(result)));
    }

    /** The prepared publication; empty if the tracker could not prepare it. */
    Optional<PreparedPublication> prepared() {
        return prepared;
    }

    void run(Tracker tracker, Reconciler.How how, Reconciler.BeforeWriting beforeWriting, Consumer<String> progress) {
        try {
            PreparedPublication ready = tracker.prepare(publication);
            prepared = Optional.of(ready);
            findings.addAll(ready.preflight().findings());
            ready.preflight()
                    .refusals()
                    .forEach((key, reason) -> results.get(key).fail(reason));
            beforeWriting.prepared(ready);
            ResultWork work = new ResultWork(ready, deadline, progress);
            if (how == Reconciler.How.RESUME && !deadline.sleep(ready.replicaLag())) {
                work.outOfTime(open().toList());
            }
            new ReconcileLoop<>(work, List.copyOf(results.values()), deadline).run();
        } catch (RefusedException e) {
            findings.add(Finding.error(e.getMessage()));
            open().forEach(one -> one.fail(e.getMessage()));
        } catch (UnavailableException e) {
            interrupt(e.getMessage());
        }
    }

    private void interrupt(String reason) {
        if (deadline.passed()) {
            open().forEach(one -> one.outOfTime(deadline.budget()));
        } else {
            findings.add(Finding.error(reason));
            open().forEach(one -> one.interruptByOutage("tracker unavailable: " + reason));
            unavailable = true;
        }
    }

    private Stream<ResultProgress> open() {
        return results.values().stream().filter(Item::open);
    }

    private Stream<ResultProgress> retryable() {
        return results.values().stream().filter(ResultProgress::retryable);
    }

    /** The outcome, without attachments. */
    Reconciliation outcome() {
        results.values().forEach(one -> one.duplicate().ifPresent(findings::add));
        unproven().ifPresent(findings::add);
        sentOnly().ifPresent(findings::add);
        return new Reconciliation(
                results.values().stream().map(ResultProgress::status).toList(),
                retryable().map(ResultProgress::key).collect(Collectors.toSet()),
                List.copyOf(findings),
                prepared.flatMap(PreparedPublication::url),
                prepared.map(ready -> ready.preflight().place()).orElse(Map.of()),
                List.of(),
                unavailable);
    }

    private Optional<Finding> unproven() {
        return warning(
                retryable().filter(one -> one.status().state() != ResultStatus.State.UNPUBLISHED),
                " results are in the tracker, but the run ended before it could confirm that no other job stored them as"
                        + " well. Run mvn verdict:replay to make sure.");
    }

    private Optional<Finding> sentOnly() {
        return warning(
                results.values().stream().filter(ResultProgress::sentOnly),
                " of the unpublished results were sent, but the run ended before they were read back. Run mvn"
                        + " verdict:replay to make sure.");
    }

    private static Optional<Finding> warning(Stream<ResultProgress> results, String text) {
        long count = results.count();
        return count == 0 ? Optional.empty() : Optional.of(Finding.warning(count + text));
    }
}
