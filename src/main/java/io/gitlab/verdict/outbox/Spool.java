package io.gitlab.verdict.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A place for the files of one entry. It is nobody else's to tidy up until it is closed; by then an entry must name it,
 * or it goes.
 */
public interface Spool extends Closeable {

    /** Bytes that are written as they come, never held whole. */
    @FunctionalInterface
    interface Body {
        /**
         * Writes them all.
         *
         * @throws IOException if that is not possible, or they shall not be kept after all
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * What is kept.
     *
     * @param sha256 of the bytes, 64 lower-case hexadecimal digits; the file is found by it
     * @param size in bytes
     */
    record Kept(String sha256, long size) {}

    /** For {@link OutboxEntry#files}; empty while nothing is kept. */
    String name();

    /**
     * Keeps the bytes; the same ones are kept once. When this returns, they survive the machine's power.
     *
     * @throws IOException if they cannot be kept, or the body threw it
     */
    Kept keep(Body body) throws IOException;
}
