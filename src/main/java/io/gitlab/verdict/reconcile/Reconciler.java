package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Preflight;
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

/**
 * Makes the tracker hold the desired results: read, compare, write the difference, read back, until equal or out of
 * attempts or of time. It reports what it last read, never what it sent.
 */
public final class Reconciler {
    /** How to reconcile. */
    public enum How {
        /** Write what differs. */
        WRITE,
        /** The same, but first wait until the writes of an interrupted run are visible. */
        RESUME,
        /** Report what would be written. */
        DRY_RUN
    }

    private final Tracker tracker;
    private final Deadline deadline;
    private final Consumer<String> progress;

    public Reconciler(Tracker tracker, Deadline deadline, Consumer<String> progress) {
        this.tracker = tracker;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** Called before the first write, when the place of the results is known. */
    @FunctionalInterface
    public interface BeforeWriting {
        /** @throws RefusedException if nothing may be written there */
        void prepared(PreparedPublication prepared) throws RefusedException;
    }

    /** Attaches files to results that are done. */
    @FunctionalInterface
    public interface AfterWriting {
        /** @param prepared empty if the tracker could not prepare the publication, so that no result is published */
        List<AttachmentStatus> attach(Optional<PreparedPublication> prepared, Reconciliation results);
    }

    /**
     * Publishes results without attachments.
     *
     * @param how whether to write, and whether another process may have written just now
     * @return the outcome of each result, in the publication's order
     */
    public Reconciliation reconcile(Publication publication, How how) {
        return reconcile(publication, how, prepared -> {}, (prepared, results) -> List.of());
    }

    /** Publishes results and their attachments. */
    public Reconciliation reconcile(
            Publication publication, How how, BeforeWriting beforeWriting, AfterWriting afterWriting) {
        Map<ResultKey, ResultProgress> entries = new LinkedHashMap<>();
        publication.results().forEach(result -> entries.put(result.key(), new ResultProgress(result)));
        Set<Finding> findings = new LinkedHashSet<>();
        Optional<PreparedPublication> preparation = Optional.empty();
        boolean unavailable = false;
        try {
            PreparedPublication prepared = tracker.prepare(publication);
            preparation = Optional.of(prepared);
            Preflight preflight = prepared.preflight();
            findings.addAll(preflight.findings());
            preflight.refusals().forEach((key, reason) -> entries.get(key).fail(reason));
            beforeWriting.prepared(prepared);
            if (how == How.RESUME && !deadline.sleep(prepared.replicaLag())) {
                outOfTime(entries);
            }
            ResultWork work = new ResultWork(prepared, deadline, progress);
            List<ResultProgress> all = List.copyOf(entries.values());
            if (how == How.DRY_RUN) {
                findings.addAll(work.plan(all));
            } else {
                new ReconcileLoop<>(work, all, deadline).run();
            }
        } catch (RefusedException e) {
            findings.add(Finding.error(e.getMessage()));
            entries.values().stream().filter(ResultProgress::open).forEach(entry -> entry.fail(e.getMessage()));
        } catch (UnavailableException e) {
            if (deadline.passed()) {
                outOfTime(entries);
            } else {
                findings.add(Finding.error(e.getMessage()));
                interrupt(entries, "tracker unavailable: " + e.getMessage());
                unavailable = true;
            }
        }
        entries.values().forEach(entry -> entry.duplicate().ifPresent(findings::add));
        unproven(entries).ifPresent(findings::add);
        sentOnly(entries).ifPresent(findings::add);
        Reconciliation results = new Reconciliation(
                entries.values().stream().map(ResultProgress::status).toList(),
                entries.values().stream()
                        .filter(ResultProgress::retryable)
                        .map(ResultProgress::key)
                        .collect(Collectors.toSet()),
                findings.stream().toList(),
                preparation.flatMap(PreparedPublication::url),
                preparation.map(prepared -> prepared.preflight().place()).orElse(Map.of()),
                List.of(),
                unavailable);
        Reconciliation all = results.withAttachments(afterWriting.attach(preparation, results));
        return preparation.map(prepared -> all.with(prepared.findings())).orElse(all);
    }

    private static Optional<Finding> unproven(Map<ResultKey, ResultProgress> entries) {
        long unproven = entries.values().stream()
                .filter(ResultProgress::retryable)
                .filter(entry -> entry.status().state() != ResultStatus.State.UNPUBLISHED)
                .count();
        return unproven == 0
                ? Optional.empty()
                : Optional.of(Finding.warning(unproven + " results are in the tracker, but the work ended before it was"
                        + " certain that no other job had stored them, too. Run mvn verdict:replay to make sure."));
    }

    private static Optional<Finding> sentOnly(Map<ResultKey, ResultProgress> entries) {
        long sent = entries.values().stream().filter(ResultProgress::sentOnly).count();
        return sent == 0
                ? Optional.empty()
                : Optional.of(
                        Finding.warning(sent + " of the results that are not published were sent, but the work ended"
                                + " before they were seen in the tracker. Run mvn verdict:replay to make sure."));
    }

    private void outOfTime(Map<ResultKey, ResultProgress> entries) {
        entries.values().stream().filter(ResultProgress::open).forEach(entry -> entry.outOfTime(deadline.budget()));
    }

    private static void interrupt(Map<ResultKey, ResultProgress> entries, String reason) {
        entries.values().stream().filter(ResultProgress::open).forEach(entry -> entry.interruptByOutage(reason));
    }
}
