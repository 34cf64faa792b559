package io.gitlab.verdict.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads a downloaded file, which need not fit into memory. Called again for each attempt. */
@FunctionalInterface
public interface DownloadHandler {
    /**
     * Reads the file as far as needed.
     *
     * @param contentType content type from the reply; empty if there is none
     * @param body all bytes of the file
     * @return whether the file was read to its end; if not, the rest is not downloaded
     * @throws IOException if the file cannot be read, or the reply is not the file but, for example, an outage page: the
     *     request may be sent again
     */
    boolean read(String contentType, InputStream body) throws IOException;
}
