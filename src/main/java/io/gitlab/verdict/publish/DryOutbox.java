package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.outbox.Claim;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.OutboxTarget;
import io.gitlab.verdict.outbox.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The outbox of a dry run: shows the state that another outbox would have, and never changes that one. */
final class DryOutbox implements Outbox {
    private final Outbox outbox;

    /** Entries that would be stored; empty for those that would be removed. */
    private final Map<String, Optional<OutboxEntry>> changes = new LinkedHashMap<>();

    DryOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void add(OutboxEntry entry) throws IOException {
        boolean[] there = {false};
        browse(one -> there[0] |= one.id().equals(entry.id()));
        if (!there[0]) {
            changes.put(entry.id(), Optional.of(entry));
        }
    }

    /** Claims nothing in the other outbox: that would leave traces, and block other processes. */
    @Override
    public Optional<Claim> claim(OutboxTarget target) {
        return Optional.of(new DryClaim(target));
    }

    private final class DryClaim implements Claim {
        private final OutboxTarget target;

        DryClaim(OutboxTarget target) {
            this.target = target;
        }

        @Override
        public List<OutboxEntry> entries() throws IOException {
            List<OutboxEntry> entries = new ArrayList<>();
            browse(entry -> {
                if (entry.target().equals(target)) {
                    entries.add(entry);
                }
            });
            entries.sort(Comparator.comparing(OutboxEntry::storedAt).thenComparing(OutboxEntry::id));
            return entries;
        }

        @Override
        public void store(OutboxEntry entry) {
            changes.put(entry.id(), Optional.of(entry));
        }

        @Override
        public void done(OutboxEntry entry) {
            changes.put(entry.id(), Optional.empty());
        }

        @Override
        public void close() {}
    }

    @Override
    public List<Finding> browse(Consumer<OutboxEntry> reader) throws IOException {
        List<Finding> findings = outbox.browse(entry -> {
            if (!changes.containsKey(entry.id())) {
                reader.accept(entry);
            }
        });
        changes.values().stream().flatMap(Optional::stream).forEach(reader);
        return findings;
    }

    @Override
    public String describe(OutboxEntry entry) throws IOException {
        List<String> held = new ArrayList<>();
        outbox.browse(one -> held.add(one.id()));
        return held.contains(entry.id()) ? outbox.describe(entry) : "in the outbox, as the rest of an older entry";
    }

    @Override
    public Spool spool() {
        return new DrySpool();
    }

    @Override
    public Optional<InputStream> open(OutboxEntry entry, Attachment attachment) throws IOException {
        return entry.files().equals(DrySpool.NAME)
                ? Optional.of(InputStream.nullInputStream())
                : outbox.open(entry, attachment);
    }

    @Override
    public void close() throws IOException {
        outbox.close();
    }
}
