package io.gitlab.verdict.publish;

import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All entries of an outbox, the oldest first. */
final class OutboxContent {
    private OutboxContent() {}

    static List<OutboxEntry> of(Outbox outbox) throws IOException {
        List<OutboxEntry> entries = new ArrayList<>();
        outbox.browse(entries::add);
        entries.sort(Comparator.comparing(OutboxEntry::storedAt).thenComparing(OutboxEntry::id));
        return entries;
    }
}
