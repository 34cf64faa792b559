package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.tracker.PreparedPublication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A newer publication of a build takes the place of what older entries of the same build and place tell of the same
 * results, or of the same executions under other test cases: replayed later, they would bring back what was mended since.
 * Where a tracker keeps only the latest result of a test case, that goes for entries of any build.
 */
final class Supersession {
    /** What a publication tells: its keys, and the executions behind them. */
    private record Told(Set<ResultKey> keys, Set<String> testCases, Set<String> tests) {
        static Told of(OutboxEntry entry) {
            return new Told(
                    entry.publication().results().stream().map(Result::key).collect(Collectors.toSet()),
                    entry.publication().results().stream()
                            .map(result -> result.key().testCase())
                            .collect(Collectors.toSet()),
                    entry.tests().values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        }

        boolean covers(ResultKey key, Set<String> executions) {
            return keys.contains(key) || (!executions.isEmpty() && tests.containsAll(executions));
        }
    }

    private final Outbox outbox;
    private final PreparedPublication prepared;

    Supersession(Outbox outbox, PreparedPublication prepared) {
        this.outbox = outbox;
        this.prepared = prepared;
    }

    /**
     * Drops from older entries what the newer one tells, within a claim of its target.
     *
     * @return what was dropped, in words
     */
    List<Finding> apply(OutboxEntry newer) throws IOException {
        Told told = Told.of(newer);
        String build = newer.publication().build();
        Set<String> mended = new TreeSet<>();
        Set<String> overwritten = new TreeSet<>();
        for (String id : outbox.look().ids()) {
            Optional<OutboxEntry> older = read(id).filter(entry -> concerns(entry, newer));
            if (older.isPresent()) {
                Collection<String> dropped =
                        outbox.exclusively(id, () -> drop(id, newer, told)).orElse(Set.of());
                String other = older.get().publication().build();
                if (other.equals(build)) {
                    mended.addAll(dropped);
                } else {
                    dropped.forEach(testCase -> overwritten.add(testCase + " of build " + other));
                }
            }
        }
        return findings(build, mended, overwritten);
    }

    private static List<Finding> findings(String build, Set<String> mended, Set<String> overwritten) {
        List<Finding> findings = new ArrayList<>();
        if (!mended.isEmpty()) {
            findings.add(Finding.info("What waited of an earlier publication of build " + build
                    + " was dropped where a newer one tells of the same executions: " + String.join(", ", mended)));
        }
        if (!overwritten.isEmpty()) {
            findings.add(
                    Finding.warning("What waited of earlier builds was dropped where this one tells of the same test"
                            + " cases, because the tracker keeps only the latest result there, and it would have replaced"
                            + " this one: " + String.join(", ", overwritten)));
        }
        return findings;
    }

    private Collection<String> drop(String id, OutboxEntry newer, Told told) throws IOException {
        Optional<OutboxEntry> older = read(id).filter(entry -> concerns(entry, newer));
        if (older.isEmpty()) {
            return Set.of();
        }
        boolean overwriting = overwriting(older.get(), newer);
        Set<ResultKey> known = older.get().publication().results().stream()
                .map(Result::key)
                .filter(key -> told.covers(key, older.get().tests().getOrDefault(key, Set.of()))
                        || overwriting && told.testCases().contains(key.testCase()))
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

    private boolean concerns(OutboxEntry older, OutboxEntry newer) {
        return older.storedAt().isBefore(newer.storedAt()) && (sameTarget(older, newer) || overwriting(older, newer));
    }

    /** An entry that never met the tracker is bound for where the newer one went. */
    private static boolean sameTarget(OutboxEntry older, OutboxEntry newer) {
        return older.target().equals(newer.target())
                && (older.settled().isEmpty() || older.settled().equals(newer.settled()));
    }

    private boolean overwriting(OutboxEntry older, OutboxEntry newer) {
        return older.tracker().equals(newer.tracker()) && prepared.isOverwrittenBy(older.place());
    }

    private void replace(OutboxEntry older, OutboxEntry rest) throws IOException {
        if (!rest.publication().results().isEmpty()) {
            outbox.store(rest);
        }
        outbox.remove(older.id());
    }
}
