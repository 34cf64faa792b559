package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Fault;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The faults of a batch as a whole and of its entries. */
record BatchFaults(Dice dice, JsonNode entries) {
    /** Rally's text. */
    static final String CONFLICT =
            "Concurrency conflict: [Object has been modified since being read for update in this context]"
                    + " - ConcurrencyConflictException : Modified since read on update"
                    + " : Object Class : com.f4tech.slm.domain.TestCase : ObjectID : 100000001";

    static final String UNIT_OF_WORK = "Could not update: Could not write changes in Unit Of Work";

    /** Why the whole batch is refused. */
    Optional<String> refusal() {
        int limit = dice.faults().batchLimit();
        if (entries.size() > limit && dice.strikes(Fault.BATCH_LIMIT)) {
            return Optional.of(Batch.tooLarge(entries.size(), limit));
        }
        if (entries.size() > 1
                && StreamSupport.stream(entries.spliterator(), false).anyMatch(this::poisoned)) {
            return Optional.of(UNIT_OF_WORK);
        }
        return conflicting() == entries.size() ? Optional.of(CONFLICT) : Optional.empty();
    }

    private boolean poisoned(JsonNode entry) {
        // The port may differ between starts.
        return dice.dooms(Fault.POISONED, entry.toString().replaceAll("https?://[^/\"]+", ""));
    }

    /** Why this entry is refused. */
    Optional<String> refusal(int position) {
        if (conflicting() == position) {
            return Optional.of(CONFLICT);
        }
        return dice.entry(position).strikes(Fault.PARTIAL_BATCH) ? Optional.of(UNIT_OF_WORK) : Optional.empty();
    }

    /** The position of the conflicting entry; the number of entries if all conflict; -1 if none does. */
    private int conflicting() {
        if (!dice.strikes(Fault.CONFLICT)) {
            return -1;
        }
        int drawn = dice.detail(Fault.CONFLICT, 2 * Math.max(1, entries.size()));
        return Math.min(drawn, entries.size());
    }
}
