package io.gitlab.verdict.http;

import java.io.IOException;
import java.io.OutputStream;

/** What a request carries. It is written anew for each attempt, and need not fit into memory. */
public interface Body {

    /** How many bytes are written. */
    long length();

    /**
     * Writes all bytes.
     *
     * @throws IncompleteBodyException if they cannot be had: the server never gets a whole request then
     * @throws IOException if they cannot be sent
     */
    void writeTo(OutputStream out) throws IOException;

    /** A body that is there. */
    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
