package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.http.Body;
import io.gitlab.verdict.http.IncompleteBodyException;
import io.gitlab.verdict.tracker.Attachments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The JSON of an AttachmentContent, streamed: base64 in one line, because Rally answers "Could not convert" to several
 * (Rally WSAPI documentation). It ends whole only if the bytes are those that were announced.
 */
record ContentBody(Attachment attachment, Attachments.Content content) implements Body {
    private static final byte[] HEAD = "{\"AttachmentContent\":{\"Content\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}}".getBytes(StandardCharsets.US_ASCII);

    /** Whole groups of three bytes, so that no padding stands within. */
    private static final int PART = 3 * 16 * 1024;

    @Override
    public long length() {
        return HEAD.length + (attachment.size() + 2) / 3 * 4 + TAIL.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(HEAD);
        MessageDigest hash = sha256();
        long left = attachment.size();
        try (InputStream in = open()) {
            while (left > 0) {
                byte[] part = read(in, (int) Math.min(PART, left));
                hash.update(part);
                left -= part.length;
                out.write(Base64.getEncoder().encode(part));
            }
        }
        if (!HexFormat.of().formatHex(hash.digest()).equals(attachment.sha256())) {
            throw changed();
        }
        out.write(TAIL);
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
