package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Durable storage of publications until the tracker is proven to hold them. Several processes may use one outbox at the
 * same time: an entry is read to be published, changed and removed only within a {@link Claim} of its target.
 *
 * <p>The message of each exception states what failed, where, why, and the remedy.
 */
public interface Outbox extends Closeable {

    /**
     * Adds an entry, unless a readable one of the same id waits already: that one may be in progress. When this
     * returns, the entry survives the process and a power failure.
     */
    void add(OutboxEntry entry) throws IOException;

    /**
     * Claims a target. It cannot be claimed again, in this process or another one, until the claim or its process ends.
     *
     * @param target need not have entries yet
     * @return empty if it is claimed already
     */
    Optional<Claim> claim(OutboxTarget target) throws IOException;

    /**
     * Passes on each readable entry, in no particular order. Only one entry is in memory at a time. Changes nothing.
     *
     * @return entries that cannot be read, with the reason and the remedy
     */
    List<Finding> browse(Consumer<OutboxEntry> reader) throws IOException;

    /**
     * The waiting entries. Repairs the outbox first: a damaged entry is set aside and reported once, and does not stop
     * the others.
     */
    default Waiting waiting() throws IOException {
        List<Waiting.Item> items = new ArrayList<>();
        List<Finding> findings = browse(entry -> items.add(Waiting.Item.of(entry)));
        return new Waiting(items, findings);
    }

    /** Where the entry waits and how to discard it, such as "in FILE; to discard it, delete that file". */
    String describe(OutboxEntry entry) throws IOException;

    /** New storage for the files of one entry, to be filled before the entry is stored. */
    Spool spool();

    /**
     * The bytes of an attachment of an entry.
     *
     * @return empty if they are missing, or differ from those that were stored
     */
    Optional<InputStream> open(OutboxEntry entry, Attachment attachment) throws IOException;
}
