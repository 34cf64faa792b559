package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.files.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** An outbox as a server keeps it: rows, claims by connection, and blobs. It has no directory, no file and no file lock. */
public final class MemoryOutbox implements Outbox {

    /** The server that connections share. */
    public static final class Server {
        private final Map<String, OutboxEntry> entries = new TreeMap<>();
        private final Map<OutboxTarget, MemoryClaim> claims = new HashMap<>();
        private final Map<String, Map<String, byte[]>> blobs = new ConcurrentHashMap<>();
        private final Set<String> filling = ConcurrentHashMap.newKeySet();

        private synchronized void forgetBlobs() {
            Set<String> named = new HashSet<>(filling);
            entries.values().forEach(entry -> named.add(entry.files()));
            blobs.keySet().retainAll(named);
        }
    }

    private final Server server;
    private final Set<MemoryClaim> own = ConcurrentHashMap.newKeySet();

    public MemoryOutbox(Server server) {
        this.server = server;
    }

    @Override
    public void add(OutboxEntry entry) {
        synchronized (server) {
            server.entries.putIfAbsent(entry.id(), entry);
        }
    }

    @Override
    public Optional<Claim> claim(OutboxTarget target) {
        MemoryClaim claim = new MemoryClaim(target);
        synchronized (server) {
            if (server.claims.putIfAbsent(target, claim) != null) {
                return Optional.empty();
            }
        }
        own.add(claim);
        return Optional.of(claim);
    }

    private final class MemoryClaim implements Claim {
        private final OutboxTarget target;

        MemoryClaim(OutboxTarget target) {
            this.target = target;
        }

        @Override
        public List<OutboxEntry> entries() {
            synchronized (server) {
                return server.entries.values().stream()
                        .filter(entry -> entry.target().equals(target))
                        .sorted(Comparator.comparing(OutboxEntry::storedAt).thenComparing(OutboxEntry::id))
                        .toList();
            }
        }

        @Override
        public void store(OutboxEntry entry) {
            synchronized (server) {
                server.entries.put(own(entry).id(), entry);
            }
        }

        @Override
        public void done(OutboxEntry entry) {
            synchronized (server) {
                server.entries.remove(own(entry).id());
            }
            server.forgetBlobs();
        }

        private OutboxEntry own(OutboxEntry entry) {
            if (!entry.target().equals(target)) {
                throw new IllegalArgumentException("not of " + target);
            }
            return entry;
        }

        @Override
        public void close() {
            synchronized (server) {
                server.claims.remove(target, this);
            }
        }
    }

    @Override
    public List<Finding> browse(Consumer<OutboxEntry> reader) {
        List<OutboxEntry> all;
        synchronized (server) {
            all = List.copyOf(server.entries.values());
        }
        all.forEach(reader);
        return List.of();
    }

    @Override
    public String describe(OutboxEntry entry) {
        return "in row " + entry.id() + "; to discard it, delete that row";
    }

    @Override
    public Spool spool() {
        String name = UUID.randomUUID().toString();
        server.filling.add(name);
        return new Spool() {
            @Override
            public String name() {
                return server.blobs.containsKey(name) ? name : "";
            }

            @Override
            public Kept keep(Body body) throws IOException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                body.writeTo(out);
                byte[] bytes = out.toByteArray();
                MessageDigest digest = Sha256.digest();
                digest.update(bytes);
                String sha256 = Sha256.hex(digest);
                server.blobs
                        .computeIfAbsent(name, any -> new ConcurrentHashMap<>())
                        .put(sha256, bytes);
                return new Kept(sha256, bytes.length);
            }

            @Override
            public void close() {
                server.filling.remove(name);
                server.forgetBlobs();
            }
        };
    }

    @Override
    public Optional<InputStream> open(OutboxEntry entry, Attachment attachment) {
        return Optional.ofNullable(
                        server.blobs.getOrDefault(entry.files(), Map.of()).get(attachment.sha256()))
                .map(ByteArrayInputStream::new);
    }

    @Override
    public void close() {
        own.forEach(MemoryClaim::close);
    }
}
