package io.gitlab.verdict.outbox;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The exclusive right to work on the entries of one {@link OutboxTarget}. It ends with {@link #close}, and with the process. */
public interface Claim extends AutoCloseable {

    /** The readable entries of the target, the oldest first. */
    List<OutboxEntry> entries() throws IOException;

    /**
     * Stores an entry of the target; replaces the one of the same id. After a return, the entry survives the end of the
     * process and a power failure; after an exception, the previous entry of that id is intact.
     */
    void store(OutboxEntry entry) throws IOException;

    /** Removes the entry, if it is there, and the files that no other entry names. */
    void done(OutboxEntry entry) throws IOException;

    /** Keeps the entry for a later attempt: no automatic attempt begins before that time. */
    default void retryAt(OutboxEntry entry, Instant time) throws IOException {
        store(entry.with(entry.progress().retryAt(time)));
    }

    /** Keeps the entry without further automatic attempts: only an explicit replay tries it again. */
    default void dead(OutboxEntry entry, String reason) throws IOException {
        store(entry.with(entry.progress().dead(reason)));
    }

    @Override
    void close();
}
