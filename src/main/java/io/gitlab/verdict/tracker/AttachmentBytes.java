package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.files.Sha256;
import io.gitlab.verdict.http.IncompleteBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/** The bytes of an attachment, checked against its size and hash while they are sent. */
public record AttachmentBytes(Attachment attachment, Attachments.Content content) {

    /** Receives the bytes. */
    @FunctionalInterface
    public interface Sink {
        /** Takes the next bytes. */
        void take(byte[] part) throws IOException;
    }

    public AttachmentBytes {
        requireNonNull(attachment, "attachment");
        requireNonNull(content, "content");
    }

    /**
     * Sends all bytes.
     *
     * @param partSize number of bytes in each part but the last
     * @throws IncompleteBodyException if they cannot be read, or have changed since they were collected
     * @throws IOException if the sink fails
     */
    public void send(int partSize, Sink sink) throws IOException {
        MessageDigest hash = Sha256.digest();
        long left = attachment.size();
        try (InputStream in = open()) {
            while (left > 0) {
                byte[] part = read(in, (int) Math.min(partSize, left));
                hash.update(part);
                left -= part.length;
                sink.take(part);
            }
        }
        if (!Sha256.hex(hash).equals(attachment.sha256())) {
            throw changed();
        }
    }

    private InputStream open() throws IncompleteBodyException {
        try {
            return content.open();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private byte[] read(InputStream in, int length) throws IncompleteBodyException {
        byte[] part = new byte[length];
        int read;
        try {
            read = in.readNBytes(part, 0, length);
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (read == 0) {
            throw changed();
        }
        return read == length ? part : Arrays.copyOf(part, read);
    }

    private IncompleteBodyException changed() {
        return new IncompleteBodyException(attachment.name() + " has changed since it was collected", null);
    }

    private IncompleteBodyException unreadable(IOException e) {
        return new IncompleteBodyException("cannot read " + attachment.name() + ": " + e.getMessage(), e);
    }
}
