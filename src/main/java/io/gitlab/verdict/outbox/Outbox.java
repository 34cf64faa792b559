package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Attachment;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where publications live until the tracker is proven to hold them. Several processes may use one outbox at once; who
 * works on an entry (reads, publishes, stores, removes it) does so within {@link #exclusively}.
 *
 * <p>Messages of its exceptions tell what failed, where, why, and what to do next.
 */
public interface Outbox extends Closeable {

    /**
     * Something done while nobody else works on the entry.
     *
     * @param <T> what it returns
     * @param <X> what it throws
     */
    interface Work<T, X extends Exception> {
        /** @return never null */
        T run() throws IOException, X;
    }

    /**
     * Keeps the entry. When this returns, it survives the process and the machine's power; when it throws, what was kept
     * under that id before is still whole. Replaces the entry of the same id.
     */
    void store(OutboxEntry entry) throws IOException;

    /** What waits. A damaged entry is set aside and named, once, and does not stop the others. */
    Waiting waiting() throws IOException;

    /** The same, with everything left as it is: nothing is set aside or tidied up. */
    Waiting look() throws IOException;

    /** Ids of the entries of a build, and perhaps of some other builds; none is read. */
    List<String> ids(String build) throws IOException;

    /** Where a person finds the entry. */
    String whereabouts(String id);

    /** The entry as it is now; empty when there is none, because it was finished in the meantime. */
    Optional<OutboxEntry> read(String id) throws IOException;

    /** A new place for the files of one entry, to be filled before the entry is stored. */
    Spool spool();

    /**
     * The bytes of an attachment of an entry.
     *
     * @return empty when they are not there, or not those that were kept
     */
    Optional<InputStream> open(OutboxEntry entry, Attachment attachment) throws IOException;

    /** Forgets the entry, if it is there, and the files that no other entry names. */
    void remove(String id) throws IOException;

    /**
     * Runs the work unless somebody else, in this process or another one, works on the same entry, which need not exist
     * yet. The claim ends with the work, and with the process.
     *
     * @return what the work returned; empty when it did not run
     */
    <T, X extends Exception> Optional<T> exclusively(String id, Work<T, X> work) throws IOException, X;
}
