package io.gitlab.verdict.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Storage for the files of one entry. An entry must name it before it is closed; otherwise it is deleted.
 */
public interface Spool extends Closeable {

    /** Bytes that are streamed, never held in memory as a whole. */
    @FunctionalInterface
    interface Body {
        /**
         * Writes them all.
         *
         * @throws IOException if they cannot be written, or must not be kept
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A kept file.
     *
     * @param sha256 of the bytes, 64 lower-case hexadecimal digits; the file is found by it
     * @param size in bytes
     */
    record Kept(String sha256, long size) {}

    /** For {@link OutboxEntry#files}; empty as long as nothing is kept. */
    String name();

    /**
     * Stores the bytes durably: after a return, they survive a power failure. Equal bytes are stored once.
     *
     * @throws IOException if the bytes cannot be stored, or if the body throws it
     */
    Kept keep(Body body) throws IOException;
}
