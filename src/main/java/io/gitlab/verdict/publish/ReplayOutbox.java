package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Waiting;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Publishes what waits in the outbox, the oldest first, but of one build and place the newest first. What still cannot be
 * published stays there.
 */
public final class ReplayOutbox {

    /** Opens the tracker that an entry is bound for. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it.
         *
         * @throws IOException if it cannot be opened
         */
        Tracker open(OutboxEntry entry) throws IOException;
    }

    /**
     * What became of a publication that waited.
     *
     * @param tracker name of its tracker
     * @param build the text that identifies its build
     * @param results what became of each result
     * @param attachments what became of each attachment
     * @param findings what a person should know besides
     * @param complete whether the tracker is proven to hold every result once; what is not complete still waits
     * @param whereabouts where a person finds what waits
     */
    public record Replayed(
            String tracker,
            String build,
            List<ResultStatus> results,
            List<AttachmentStatus> attachments,
            List<Finding> findings,
            boolean complete,
            String whereabouts) {
        public Replayed {
            requireNonNull(tracker, "tracker");
            requireNonNull(build, "build");
            results = List.copyOf(results);
            attachments = List.copyOf(attachments);
            findings = List.copyOf(findings);
            requireNonNull(whereabouts, "whereabouts");
        }

        /** How many results are in that state. */
        public long count(ResultStatus.State state) {
            return results.stream().filter(result -> result.state() == state).count();
        }
    }

    /**
     * What became of all that waited.
     *
     * @param publications each publication that was worked on
     * @param findings what a person should know of the outbox itself, such as damaged entries
     */
    public record Outcome(List<Replayed> publications, List<Finding> findings) {
        public Outcome {
            publications = List.copyOf(publications);
            findings = List.copyOf(findings);
        }

        /** How many publications still wait, be it only for a proof. */
        public long waiting() {
            return publications.stream().filter(one -> !one.complete()).count();
        }

        /** How many entries cannot be read. */
        public long unreadable() {
            return findings.stream()
                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                    .count();
        }
    }

    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /** @param progress hears a line for each step */
    public ReplayOutbox(Outbox outbox, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * Replays all that waits.
     *
     * @throws IOException if the outbox cannot be read
     */
    public Outcome run(Opener opener) throws IOException {
        return run(entry -> true, opener);
    }

    /**
     * Replays what an interruption or an outage left for that tracker, but nothing that only a person can help.
     *
     * @throws IOException if the outbox cannot be read
     */
    public Outcome runPending(String tracker, Opener opener) throws IOException {
        return run(entry -> entry.pending() && entry.tracker().equals(tracker), opener);
    }

    private Outcome run(Predicate<OutboxEntry> wanted, Opener opener) throws IOException {
        Waiting waiting = outbox.waiting();
        List<Finding> findings = new ArrayList<>(waiting.findings());
        List<Replayed> publications = new ArrayList<>();
        Set<String> away = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (List<String> ids = waiting.ids(); !ids.isEmpty(); ids = unseen(seen)) {
            for (String id : newestFirstInEachTarget(ids, findings)) {
                seen.add(id);
                read(id, findings)
                        .filter(wanted)
                        .flatMap(entry -> replay(entry, opener, away))
                        .ifPresent(publications::add);
            }
            seen.addAll(ids);
        }
        return new Outcome(publications, findings);
    }

    /** What is left of an older entry has another id. */
    private List<String> unseen(Set<String> seen) throws IOException {
        return outbox.waiting().ids().stream().filter(id -> !seen.contains(id)).toList();
    }

    /** Of those of one build and place, the newest takes the place of what the older ones tell of the same. */
    private List<String> newestFirstInEachTarget(List<String> oldestFirst, List<Finding> findings) {
        Map<String, Deque<String>> targets = new LinkedHashMap<>();
        for (String id : oldestFirst) {
            read(id, findings)
                    .ifPresent(entry -> targets.computeIfAbsent(entry.target(), any -> new ArrayDeque<>())
                            .addFirst(id));
        }
        return targets.values().stream().flatMap(Deque::stream).toList();
    }

    private Optional<OutboxEntry> read(String id, List<Finding> findings) {
        try {
            return outbox.read(id);
        } catch (IOException e) {
            findings.add(Finding.error(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Empty when another process has finished the entry meanwhile. */
    private Optional<Replayed> replay(OutboxEntry entry, Opener opener, Set<String> away) {
        if (away.contains(entry.tracker())) {
            return Optional.of(
                    waiting(entry, "tracker unavailable: it did not answer before, and was not asked again"));
        }
        progress.accept("Replaying build " + entry.publication().build() + ", results: "
                + entry.publication().results().size());
        try {
            Reconciliation done = new Delivery(outbox, deadline, progress).finish(entry, opener);
            if (done.unavailable()) {
                away.add(entry.tracker());
            }
            return done.results().isEmpty() ? Optional.empty() : Optional.of(replayed(entry, done));
        } catch (InvalidSettingException | IOException e) {
            return Optional.of(waiting(entry, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // An entry may come from anywhere, and hold what nobody thought of: that must not stop the others.
            return Optional.of(waiting(entry, "it cannot be replayed (" + e + "): delete it, or report this"));
        }
    }

    private Replayed replayed(OutboxEntry entry, Reconciliation done) {
        return new Replayed(
                entry.tracker(),
                entry.publication().build(),
                done.results(),
                done.attachments(),
                done.findings(),
                done.complete(),
                outbox.whereabouts(entry.id()));
    }

    private Replayed waiting(OutboxEntry entry, String reason) {
        return new Replayed(
                entry.tracker(),
                entry.publication().build(),
                unpublished(entry, reason),
                List.of(),
                List.of(),
                false,
                outbox.whereabouts(entry.id()));
    }

    private static List<ResultStatus> unpublished(OutboxEntry entry, String reason) {
        return entry.publication().results().stream()
                .map(result -> new ResultStatus(result, ResultStatus.State.UNPUBLISHED, reason, Optional.empty()))
                .toList();
    }
}
