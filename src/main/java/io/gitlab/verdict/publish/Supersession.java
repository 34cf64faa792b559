package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A newer publication of a build takes the place of what older entries of the same build and place tell of the same
 * results, or of the same executions under other test cases: replayed later, they would bring back what was mended since.
 */
final class Supersession {
    /** What a publication tells: its keys, and the executions behind them. */
    private record Told(Set<ResultKey> keys, Set<String> tests) {
        static Told of(OutboxEntry entry) {
            return new Told(
                    entry.publication().results().stream().map(Result::key).collect(Collectors.toSet()),
                    entry.tests().values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        }

        boolean covers(ResultKey key, Set<String> executions) {
            return keys.contains(key) || (!executions.isEmpty() && tests.containsAll(executions));
        }
    }

    private final Outbox outbox;

    Supersession(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Drops from older entries what the newer one tells, within a claim of its target.
     *
     * @return what was dropped, in words
     */
    Optional<Finding> apply(OutboxEntry newer) throws IOException {
        Told told = Told.of(newer);
        Set<String> dropped = new TreeSet<>();
        for (String id : outbox.ids(newer.publication().build())) {
            outbox.exclusively(id, () -> drop(id, newer, told)).ifPresent(dropped::addAll);
        }
        return dropped.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.info("What waited of an earlier publication of build "
                        + newer.publication().build() + " was dropped where a newer one tells of the same executions: "
                        + String.join(", ", dropped)));
    }

    private Collection<String> drop(String id, OutboxEntry newer, Told told) throws IOException {
        Optional<OutboxEntry> older = read(id).filter(entry -> concerns(entry, newer));
        if (older.isEmpty()) {
            return Set.of();
        }
        Set<ResultKey> known = older.get().publication().results().stream()
                .map(Result::key)
                .filter(key -> told.covers(key, older.get().tests().getOrDefault(key, Set.of())))
                .collect(Collectors.toSet());
        if (!known.isEmpty()) {
            replace(older.get(), older.get().without(known));
        }
        return known.stream().map(ResultKey::testCase).toList();
    }

    /** What cannot be read is told when the outbox is listed. */
    private Optional<OutboxEntry> read(String id) {
        try {
            return outbox.read(id);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** An entry that never met the tracker is bound for where the newer one went. */
    private static boolean concerns(OutboxEntry older, OutboxEntry newer) {
        return older.storedAt().isBefore(newer.storedAt())
                && older.target().equals(newer.target())
                && (older.settled().isEmpty() || older.settled().equals(newer.settled()));
    }

    private void replace(OutboxEntry older, OutboxEntry rest) throws IOException {
        if (!rest.publication().results().isEmpty()) {
            outbox.store(rest);
        }
        outbox.remove(older.id());
    }
}
