package io.gitlab.verdict.http;

import java.io.IOException;
import java.io.OutputStream;

/** The body of a request. It is written again for each attempt and need not fit into memory. */
public interface RequestBody {

    /** The number of bytes. */
    long length();

    /**
     * Writes all bytes.
     *
     * @throws IncompleteBodyException if the bytes cannot be read, so that the server never gets a complete request
     * @throws IOException if the bytes cannot be sent
     */
    void writeTo(OutputStream out) throws IOException;

    /** A body in memory. */
    static RequestBody of(byte[] bytes) {
        return new RequestBody() {
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
