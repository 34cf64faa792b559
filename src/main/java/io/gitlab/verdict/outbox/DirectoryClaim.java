package io.gitlab.verdict.outbox;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.List;

/** A lock on the name of a target. Files of other targets are left alone. */
final class DirectoryClaim implements Claim {
    private final DirectoryOutbox outbox;
    private final OutboxTarget target;
    private final FileLock lock;

    DirectoryClaim(DirectoryOutbox outbox, OutboxTarget target, FileLock lock) {
        this.outbox = outbox;
        this.target = target;
        this.lock = lock;
    }

    @Override
    public List<OutboxEntry> entries() throws IOException {
        return outbox.entries(target);
    }

    @Override
    public void store(OutboxEntry entry) throws IOException {
        outbox.store(own(entry), true);
    }

    @Override
    public void done(OutboxEntry entry) throws IOException {
        outbox.remove(own(entry));
    }

    private OutboxEntry own(OutboxEntry entry) {
        if (!entry.target().equals(target)) {
            throw new IllegalArgumentException("entry " + entry.id() + " does not belong to the claimed " + target);
        }
        return entry;
    }

    @Override
    public void close() {
        try {
            lock.release();
        } catch (IOException e) {
            // The lock is released with the outbox at the latest, so completed work need not fail.
        }
    }
}
