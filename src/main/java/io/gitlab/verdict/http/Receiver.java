package io.gitlab.verdict.http;

import java.io.IOException;
import java.io.InputStream;

/** Takes a file that a server sends, which need not fit into memory. It is asked anew for each attempt. */
@FunctionalInterface
public interface Receiver {
    /**
     * Reads as much as it wants to know.
     *
     * @param contentType as the server names it; empty when it does not
     * @param body the bytes from the first on
     * @return whether the end was read; else the server is not asked for the rest
     * @throws IOException if they cannot be read, or are not what was asked for, such as a page that says that the server
     *     is down: the request may be sent again
     */
    boolean take(String contentType, InputStream body) throws IOException;
}
