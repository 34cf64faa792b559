package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.outbox.Claim;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.OutboxTarget;
import io.gitlab.verdict.tracker.PreparedPublication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Drops results from the outbox that a newer publication of the same target replaces: they have the same keys, or are of
 * the same executions under other test cases. Replayed later, they would undo a correction. If the tracker keeps only the
 * latest result of a test case, results of other builds at the same place are dropped, too.
 */
final class Supersession {
    /** What a publication replaces. */
    private record Replacement(Set<ResultKey> keys, Set<String> testCases, Set<String> tests) {
        static Replacement of(OutboxEntry entry) {
            return new Replacement(
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
    private final Claim claim;
    private final PreparedPublication prepared;

    /** @param claim of the newer publication's target */
    Supersession(Outbox outbox, Claim claim, PreparedPublication prepared) {
        this.outbox = outbox;
        this.claim = claim;
        this.prepared = prepared;
    }

    /**
     * Drops the results of older entries that the newer one replaces.
     *
     * @return findings about the dropped results
     */
    List<Finding> apply(OutboxEntry newer) throws IOException {
        Set<String> replaced = new TreeSet<>();
        for (OutboxEntry older : claim.entries()) {
            replaced.addAll(drop(older, newer, claim));
        }
        Set<String> overwritten = new TreeSet<>();
        for (OutboxTarget target : overwritten(newer)) {
            Optional<Claim> other = outbox.claim(target);
            if (other.isPresent()) {
                try (Claim held = other.get()) {
                    for (OutboxEntry older : held.entries()) {
                        drop(older, newer, held)
                                .forEach(testCase -> overwritten.add(testCase + " of build " + target.build()));
                    }
                }
            }
        }
        return findings(newer.publication().build(), replaced, overwritten);
    }

    private static List<Finding> findings(String build, Set<String> replaced, Set<String> overwritten) {
        List<Finding> findings = new ArrayList<>();
        if (!replaced.isEmpty()) {
            findings.add(Finding.info("Results of an earlier publication of build " + build
                    + " are removed from the outbox, because this publication has newer results of the same"
                    + " executions: "
                    + String.join(", ", replaced)));
        }
        if (!overwritten.isEmpty()) {
            findings.add(Finding.warning("Results of other builds are removed from the outbox, because the tracker"
                    + " keeps only the latest result of a test case there, and they would replace those of this build: "
                    + String.join(", ", overwritten)));
        }
        return findings;
    }

    /** The other targets whose results would overwrite the newer ones. */
    private Set<OutboxTarget> overwritten(OutboxEntry newer) throws IOException {
        Set<OutboxTarget> targets = new LinkedHashSet<>();
        outbox.browse(older -> {
            if (!older.target().equals(newer.target()) && overwrites(older, newer)) {
                targets.add(older.target());
            }
        });
        return targets;
    }

    private boolean overwrites(OutboxEntry older, OutboxEntry newer) {
        return older.storedAt().isBefore(newer.storedAt())
                && older.tracker().equals(newer.tracker())
                && prepared.isOverwrittenBy(older.trackerSettings());
    }

    /** An entry without a known place is assumed to go to the place of the newer one. */
    private static boolean samePlace(OutboxEntry older, OutboxEntry newer) {
        return older.storedAt().isBefore(newer.storedAt())
                && older.target().equals(newer.target())
                && (older.progress().place().isEmpty()
                        || older.progress().place().equals(newer.progress().place()));
    }

    private Collection<String> drop(OutboxEntry older, OutboxEntry newer, Claim held) throws IOException {
        boolean overwrites = overwrites(older, newer);
        if (!overwrites && !samePlace(older, newer)) {
            return Set.of();
        }
        Replacement replacement = Replacement.of(newer);
        Set<ResultKey> replaced = older.publication().results().stream()
                .map(Result::key)
                .filter(key -> replacement.covers(key, older.tests().getOrDefault(key, Set.of()))
                        || overwrites && replacement.testCases().contains(key.testCase()))
                .collect(Collectors.toSet());
        if (!replaced.isEmpty()) {
            replace(older, older.without(replaced), held);
        }
        return replaced.stream().map(ResultKey::testCase).toList();
    }

    private static void replace(OutboxEntry older, OutboxEntry rest, Claim held) throws IOException {
        if (!rest.publication().results().isEmpty()) {
            held.store(rest);
        }
        held.done(older);
    }
}
