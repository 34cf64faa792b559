package io.gitlab.verdict.outbox;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A publication that waits: frozen, with its destination and its progress. It never holds a secret.
 *
 * @param storedAt when it was first stored; the oldest goes first
 * @param tracker name of the tracker
 * @param settings the tracker's own settings by name, as they were given
 * @param publication the results that the tracker must hold
 * @param tests identifies the executions that were folded into a result, in any report of the same run
 * @param files name of the {@link Spool} that keeps the attachments; empty if there are none
 * @param progress the progress of the work; its results are in the publication's order
 */
public record OutboxEntry(
        Instant storedAt,
        String tracker,
        Map<String, String> settings,
        Publication publication,
        Map<ResultKey, Set<String>> tests,
        String files,
        Progress progress) {

    /** @throws IllegalArgumentException if {@code progress} has a result that the publication does not hold */
    public OutboxEntry {
        requireNonNull(storedAt, "storedAt");
        requireNonNull(tracker, "tracker");
        settings = Map.copyOf(settings);
        requireNonNull(publication, "publication");
        tests = Map.copyOf(tests);
        requireNonNull(files, "files");
        progress = inOrder(progress, publication);
    }

    /** An entry without attachments that was not tried yet, and whose executions are not known. */
    public OutboxEntry(Instant storedAt, String tracker, Map<String, String> settings, Publication publication) {
        this(storedAt, tracker, settings, publication, Map.of(), "", Progress.NONE);
    }

    private static Progress inOrder(Progress progress, Publication publication) {
        Map<Result, ResultStatus> byResult =
                progress.results().stream().collect(Collectors.toMap(ResultStatus::result, Function.identity()));
        List<ResultStatus> ordered = publication.results().stream()
                .map(byResult::get)
                .filter(Objects::nonNull)
                .toList();
        if (ordered.size() != byResult.size()) {
            throw new IllegalArgumentException("some results are not those of " + publication.build());
        }
        return new Progress(
                progress.place(),
                ordered,
                progress.attachments(),
                progress.attempts(),
                progress.notBefore(),
                progress.dead(),
                progress.lastReplay());
    }

    /** The build and the place that the entry goes to, regardless of its results. */
    public OutboxTarget target() {
        return new OutboxTarget(tracker, settings, publication.build());
    }

    /** Identifies the entry, regardless of its progress. */
    public String id() {
        return target().id(publication.results().stream().map(Result::key).toList());
    }

    /** The settings to open the tracker with: those given, with date-dependent ones as they were resolved first. */
    public Map<String, String> trackerSettings() {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(progress.place());
        return all;
    }

    /**
     * When the next automatic attempt may begin. Empty if only an explicit replay tries the entry: it is dead, or the
     * work on all its results and attachments ended with failures that a user must correct.
     */
    public Optional<Instant> due() {
        return progress.dead().isPresent() || !unfinished()
                ? Optional.empty()
                : Optional.of(progress.notBefore().orElse(storedAt));
    }

    private boolean unfinished() {
        long files = publication.results().stream()
                .mapToLong(result -> result.attachments().size())
                .sum();
        return progress.results().size() < publication.results().size()
                || progress.attachments().size() < files;
    }

    /** The same entry with another progress. */
    public OutboxEntry with(Progress other) {
        return new OutboxEntry(storedAt, tracker, settings, publication, tests, files, other);
    }

    /** The same entry with a publication of the same results, such as one with their evidence. */
    public OutboxEntry with(Publication other) {
        return new OutboxEntry(storedAt, tracker, settings, other, tests, files, progress);
    }

    /** The same entry with the identities of the executions of its results. */
    public OutboxEntry withTests(Map<ResultKey, Set<String>> known) {
        return new OutboxEntry(storedAt, tracker, settings, publication, known, files, progress);
    }

    /** The same entry with its attachments in that {@link Spool}. */
    public OutboxEntry withFiles(String spool) {
        return new OutboxEntry(storedAt, tracker, settings, publication, tests, spool, progress);
    }

    /** The rest of the entry without some of its results; it has another id. */
    public OutboxEntry without(Set<ResultKey> some) {
        Map<ResultKey, Set<String>> known = new HashMap<>(tests);
        known.keySet().removeAll(some);
        List<Result> rest = publication.results().stream()
                .filter(result -> !some.contains(result.key()))
                .toList();
        return new OutboxEntry(
                storedAt,
                tracker,
                settings,
                new Publication(publication.build(), rest),
                known,
                files,
                progress.without(some));
    }
}
