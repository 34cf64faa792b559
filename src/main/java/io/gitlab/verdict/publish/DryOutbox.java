package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.outbox.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Another outbox, as it would be; that one stays as it is. */
final class DryOutbox implements Outbox {
    private final Outbox outbox;

    /** Entries that would be stored; empty for those that would be removed. */
    private final Map<String, Optional<OutboxEntry>> since = new LinkedHashMap<>();

    private final Set<String> made = new HashSet<>();

    DryOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void store(OutboxEntry entry) throws IOException {
        if (!outbox.ids(entry.publication().build()).contains(entry.id())) {
            made.add(entry.id());
        }
        since.put(entry.id(), Optional.of(entry));
    }

    @Override
    public Waiting waiting() throws IOException {
        return look();
    }

    @Override
    public Waiting look() throws IOException {
        Waiting waiting = outbox.look();
        return new Waiting(changed(waiting.ids(), since.keySet().stream()), waiting.findings());
    }

    @Override
    public List<String> ids(String build) throws IOException {
        Stream<String> stored = since.values().stream()
                .flatMap(Optional::stream)
                .filter(entry -> entry.publication().build().equals(build))
                .map(OutboxEntry::id);
        return changed(outbox.ids(build), stored);
    }

    private List<String> changed(List<String> held, Stream<String> stored) {
        return Stream.concat(held.stream(), stored)
                .distinct()
                .filter(id -> !since.containsKey(id) || since.get(id).isPresent())
                .toList();
    }

    @Override
    public String whereabouts(String id) {
        return made.contains(id) ? "the outbox, as the rest of an older file" : outbox.whereabouts(id);
    }

    @Override
    public Optional<OutboxEntry> read(String id) throws IOException {
        Optional<OutboxEntry> changed = since.get(id);
        return changed == null ? outbox.read(id) : changed;
    }

    @Override
    public Spool spool() {
        return new DrySpool();
    }

    @Override
    public Optional<InputStream> open(OutboxEntry entry, Attachment attachment) throws IOException {
        return outbox.open(entry, attachment);
    }

    @Override
    public void remove(String id) {
        since.put(id, Optional.empty());
    }

    /** Nothing is claimed: a claim would leave its traces, and keep others from their work. */
    @Override
    public <T, X extends Exception> Optional<T> exclusively(String id, Work<T, X> work) throws IOException, X {
        return Optional.of(work.run());
    }

    @Override
    public void close() throws IOException {
        outbox.close();
    }
}
