package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.UnavailableException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes what the tracker holds equal to what it should hold: read, compare, write the difference, read back, until equal
 * or out of attempts or of time. What it reports is what it last read, never what it sent.
 */
public final class Reconciler {
    /** How to go about it. */
    public enum How {
        /** Write what differs. */
        WRITE,
        /** The same, but first let what an interrupted run has just written become visible. */
        RESUME,
        /** Tell what would be written. */
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

    /**
     * What became of each result, in the publication's order.
     *
     * @param how whether to write, and whether somebody may just have
     */
    public Reconciliation reconcile(Publication publication, How how) {
        return reconcile(publication, how, settled -> {});
    }

    /** Hears what the tracker found for settings of the day, before anything is written. */
    @FunctionalInterface
    public interface BeforeWriting {
        /** @throws RefusedException if nothing may be written there */
        void settled(Map<String, String> settled) throws RefusedException;
    }

    /** @param beforeWriting is asked when the place is known */
    public Reconciliation reconcile(Publication publication, How how, BeforeWriting beforeWriting) {
        Map<ResultKey, ResultProgress> entries = new LinkedHashMap<>();
        publication.results().forEach(result -> entries.put(result.key(), new ResultProgress(result)));
        Set<Finding> findings = new LinkedHashSet<>();
        Optional<URI> url = Optional.empty();
        Map<String, String> settled = Map.of();
        boolean unavailable = false;
        try {
            Preflight preflight = tracker.prepare(publication);
            findings.addAll(preflight.findings());
            url = preflight.url();
            settled = preflight.settled();
            preflight.refusals().forEach((key, reason) -> entries.get(key).giveUp(reason));
            beforeWriting.settled(settled);
            if (how == How.RESUME && !deadline.sleep(tracker.replicaLag())) {
                outOfTime(entries);
            }
            ReconcileLoop loop = new ReconcileLoop(tracker, publication, entries, deadline, progress);
            if (how == How.DRY_RUN) {
                findings.addAll(loop.plan());
            } else {
                loop.run();
            }
        } catch (RefusedException e) {
            findings.add(Finding.error(e.getMessage()));
            entries.values().stream().filter(ResultProgress::open).forEach(entry -> entry.giveUp(e.getMessage()));
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
        tellUnproven(entries).ifPresent(findings::add);
        tellSent(entries).ifPresent(findings::add);
        findings.addAll(tracker.findings());
        Set<ResultKey> passing = entries.values().stream()
                .filter(ResultProgress::mayPass)
                .map(ResultProgress::key)
                .collect(Collectors.toSet());
        return new Reconciliation(
                entries.values().stream().map(ResultProgress::status).toList(),
                passing,
                findings.stream().toList(),
                url,
                settled,
                List.of(),
                unavailable);
    }

    private static Optional<Finding> tellUnproven(Map<ResultKey, ResultProgress> entries) {
        long unproven = entries.values().stream()
                .filter(ResultProgress::mayPass)
                .filter(entry -> entry.status().state() != ResultStatus.State.UNPUBLISHED)
                .count();
        return unproven == 0
                ? Optional.empty()
                : Optional.of(Finding.warning(unproven + " results are in the tracker, but the work ended before it was"
                        + " certain that no other job had stored them, too. Run mvn verdict:replay to make sure."));
    }

    private static Optional<Finding> tellSent(Map<ResultKey, ResultProgress> entries) {
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
        entries.values().stream().filter(ResultProgress::open).forEach(entry -> entry.cutOff(reason));
    }
}
