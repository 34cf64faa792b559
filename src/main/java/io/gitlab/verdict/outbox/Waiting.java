package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The waiting entries of an outbox.
 *
 * @param items the entries that can be read, the oldest first
 * @param findings entries that cannot be read, with the reason and the remedy
 */
public record Waiting(List<Item> items, List<Finding> findings) {

    /**
     * The summary of one entry.
     *
     * @param id of the entry
     * @param storedAt when it was first stored
     * @param target where it goes
     * @param due when the next automatic attempt may begin; empty if only an explicit replay tries it
     * @param lastTried when the last replay began to publish it; if none has, when it was first stored
     */
    public record Item(String id, Instant storedAt, OutboxTarget target, Optional<Instant> due, Instant lastTried) {
        public static Item of(OutboxEntry entry) {
            return new Item(
                    entry.id(),
                    entry.storedAt(),
                    entry.target(),
                    entry.due(),
                    entry.progress().lastReplay().orElse(entry.storedAt()));
        }
    }

    /** Sorts the items. */
    public Waiting {
        items = items.stream()
                .sorted(Comparator.comparing(Item::storedAt).thenComparing(Item::id))
                .toList();
        findings = List.copyOf(findings);
    }
}
