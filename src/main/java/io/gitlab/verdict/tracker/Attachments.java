package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.ResultKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The files that results hold. Used when the results themselves are settled, in the same way: {@link #read},
 * {@link #attach} what is missing, read back after {@link Tracker#replicaLag}.
 */
public interface Attachments {

    /** Where the bytes of an attachment come from. */
    @FunctionalInterface
    interface Content {
        /**
         * The bytes from the first on, as many as {@link Attachment#size} tells; the caller closes the stream. May be
         * asked for more than once. They must not be held as a whole.
         *
         * @throws IOException if they cannot be read
         */
        InputStream open() throws IOException;
    }

    /**
     * One attachment to send.
     *
     * @param result what it is attached to, as it was last read
     * @param attachment what is sent
     * @param content its bytes
     */
    record Upload(StoredResult result, Attachment attachment, Content content) {}

    /**
     * What these results hold, whoever attached it; the oldest first. A result that holds nothing may be left out.
     *
     * @param wanted the results, and what is to be attached to each: a tracker that records neither hash nor exact size
     *     proves of files of these names, and of no others, whether they are the same
     * @throws RefusedException if the tracker refuses to tell
     * @throws UnavailableException if the tracker does not answer
     */
    Map<ResultKey, List<StoredAttachment>> read(Map<StoredResult, List<Attachment>> wanted)
            throws RefusedException, UnavailableException;

    /**
     * Sends attachments, each as one attempt, and records the hash with each where the tracker has a place for it. Tells
     * of each what became of it as far as the answers show; content that cannot be read was not sent. An answer proves
     * nothing yet: {@link #read} does. Never throws for a failed upload, and leaves nothing half done behind that it
     * can clear away.
     *
     * @return an answer for each upload; refused and not worth retrying for one that the tracker does not take whoever
     *     sends it, such as of a kind or size; forbidden for what the key or its owner's rights stand in the way of
     */
    Map<Upload, Answer> attach(List<Upload> uploads);

    /**
     * Deletes an attachment that two jobs sent at the same instant: one of the same name, size and recorded hash stays.
     */
    Answer remove(StoredResult result, StoredAttachment attachment);
}
