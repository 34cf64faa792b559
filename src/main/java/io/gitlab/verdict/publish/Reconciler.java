package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.http.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
final class Reconciler {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    /** How to go about it. */
    enum How {
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

    Reconciler(Tracker tracker, Deadline deadline, Consumer<String> progress) {
        this.tracker = tracker;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * What became of each result, in the publication's order.
     *
     * @param how whether to write, and whether somebody may just have
     */
    Reconciliation reconcile(Publication publication, How how) {
        return reconcile(publication, how, settled -> {});
    }

    /** @param beforeWriting hears what the tracker found for settings of the day, before anything is written */
    Reconciliation reconcile(Publication publication, How how, Consumer<Map<String, String>> beforeWriting) {
        Map<ResultKey, Entry> entries = new LinkedHashMap<>();
        publication.results().forEach(result -> entries.put(result.key(), new Entry(result)));
        Set<Finding> findings = new LinkedHashSet<>();
        Optional<URI> url = Optional.empty();
        Map<String, String> settled = Map.of();
        try {
            Preflight preflight = tracker.prepare(publication);
            findings.addAll(preflight.findings());
            url = preflight.url();
            settled = preflight.settled();
            preflight.refusals().forEach((key, reason) -> entries.get(key).giveUp(reason));
            beforeWriting.accept(settled);
            if (how == How.RESUME && !deadline.sleep(tracker.replicaLag())) {
                outOfTime(entries);
            }
            loop(publication, entries, how == How.DRY_RUN);
        } catch (RefusedException e) {
            findings.add(Finding.error(e.getMessage()));
            entries.values().stream().filter(Entry::open).forEach(entry -> entry.giveUp(e.getMessage()));
        } catch (UnavailableException e) {
            if (deadline.passed()) {
                outOfTime(entries);
            } else {
                findings.add(Finding.error(e.getMessage()));
                interrupt(entries, "tracker unavailable: " + e.getMessage());
            }
        }
        entries.values().forEach(entry -> entry.duplicate().ifPresent(findings::add));
        tellUnproven(entries).ifPresent(findings::add);
        findings.addAll(tracker.findings());
        Set<ResultKey> passing =
                entries.values().stream().filter(Entry::mayPass).map(Entry::key).collect(Collectors.toSet());
        return new Reconciliation(
                entries.values().stream().map(Entry::status).toList(), passing, List.copyOf(findings), url, settled);
    }

    private static Optional<Finding> tellUnproven(Map<ResultKey, Entry> entries) {
        long unproven = entries.values().stream()
                .filter(Entry::mayPass)
                .filter(entry -> entry.status().state() != ResultStatus.State.UNPUBLISHED)
                .count();
        return unproven == 0
                ? Optional.empty()
                : Optional.of(Finding.warning(unproven + " results are in the tracker, but the work ended before it was"
                        + " certain that no other job had stored them, too. Run mvn verdict:replay to make sure."));
    }

    private void outOfTime(Map<ResultKey, Entry> entries) {
        entries.values().stream().filter(Entry::open).forEach(entry -> entry.outOfTime(deadline.budget()));
    }

    private static void interrupt(Map<ResultKey, Entry> entries, String reason) {
        entries.values().stream().filter(Entry::open).forEach(entry -> entry.interrupt(reason));
    }

    private void loop(Publication publication, Map<ResultKey, Entry> entries, boolean dryRun)
            throws RefusedException, UnavailableException {
        Duration wait = FIRST_WAIT;
        while (entries.values().stream().anyMatch(Entry::open)) {
            compare(publication, entries);
            List<Change> changes = changes(entries);
            if (dryRun) {
                changes.forEach(change -> entries.get(change.result().key()).giveUp(planned(change)));
            } else if (!changes.isEmpty()) {
                write(publication, entries, changes);
                wait = FIRST_WAIT;
            } else if (entries.values().stream().anyMatch(Entry::open)) {
                if (!deadline.sleep(pause(entries, wait))) {
                    outOfTime(entries);
                    return;
                }
                wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        }
    }

    /** What is seen right needs one more look, when no replica can lag behind; what is not seen is asked for sooner. */
    private Duration pause(Map<ResultKey, Entry> entries, Duration wait) {
        List<Entry> open = entries.values().stream().filter(Entry::open).toList();
        if (!open.stream().allMatch(Entry::right)) {
            return deadline.about(wait);
        }
        Instant certain = open.stream()
                .map(entry -> entry.certainAt(tracker.replicaLag()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration left = Duration.between(deadline.now(), certain);
        return left.isNegative() ? wait : left.plus(SHORTEST_WAIT);
    }

    private static String planned(Change change) {
        if (change instanceof Change.Repair repair) {
            return "dry run: would be repaired (" + Entry.difference(change.result(), repair.stored()) + ")";
        }
        return "dry run: would be created";
    }

    private void compare(Publication publication, Map<ResultKey, Entry> entries)
            throws RefusedException, UnavailableException {
        Instant readAt = deadline.now();
        Map<ResultKey, List<StoredResult>> stored =
                tracker.read(publication).stream().collect(Collectors.groupingBy(StoredResult::key));
        entries.values().stream()
                .filter(Entry::open)
                .forEach(entry ->
                        entry.compare(stored.getOrDefault(entry.key(), List.of()), tracker.replicaLag(), readAt));
    }

    private List<Change> changes(Map<ResultKey, Entry> entries) {
        return entries.values().stream()
                .filter(Entry::open)
                .flatMap(entry -> entry.change(tracker.replicaLag(), deadline.now()).stream())
                .toList();
    }

    private void write(Publication publication, Map<ResultKey, Entry> entries, List<Change> changes) {
        progress.accept("Results to write: " + changes.size());
        Map<ResultKey, Answer> answers = tracker.write(publication, changes);
        for (Change change : changes) {
            ResultKey key = change.result().key();
            entries.get(key).answered(change, answers.get(key), deadline.now());
        }
    }
}
