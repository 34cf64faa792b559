package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.ResultKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The files of results, once the results are published: {@link #read}, {@link #attach} the missing ones, read back after
 * {@link PreparedPublication#replicaLag}.
 */
public interface Attachments {

    /** The bytes of an attachment. */
    @FunctionalInterface
    interface Content {
        /**
         * Opens a stream of {@link Attachment#size} bytes, which the caller closes. May be called more than once. The bytes
         * must not be held in memory as a whole.
         *
         * @throws IOException if they cannot be read
         */
        InputStream open() throws IOException;
    }

    /**
     * One attachment to send.
     *
     * @param result the result, as last read
     * @param attachment its name, size and hash
     * @param content its bytes
     */
    record Upload(StoredResult result, Attachment attachment, Content content) {}

    /**
     * All files of these results, including those of other users, the oldest first. A result without files may be left
     * out.
     *
     * @param wanted the results, and the attachments of each. A tracker that records neither hash nor exact size
     *     compares the content of files with these names only
     * @throws RefusedException if the tracker refuses to answer
     * @throws UnavailableException if the tracker does not answer
     */
    Map<ResultKey, List<StoredAttachment>> read(Map<StoredResult, List<Attachment>> wanted)
            throws RefusedException, UnavailableException;

    /**
     * Uploads attachments, one attempt each, and records the hash where the tracker has a place for it. Content that cannot
     * be read was not sent. An answer proves nothing yet: {@link #read} does. Never throws for a failed upload, and removes
     * the remains of one where it can.
     *
     * @return an answer for each upload: refused and not worth retrying if the tracker never accepts such a file,
     *     because of its type or size; forbidden if the rights of the key or its owner do not suffice
     */
    Map<Upload, Answer> attach(List<Upload> uploads);

    /**
     * Deletes one of two attachments with the same name, size and recorded hash, which two jobs uploaded at the same time.
     */
    Answer remove(StoredResult result, StoredAttachment attachment);
}
