package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hash and size that an attachment's description records, where a tracker has no attribute for them.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size in bytes
 */
public record Fingerprint(String sha256, long size) {
    private static final Pattern TEXT = Pattern.compile("verdict: sha256 ([0-9a-f]{64}), (\\d{1,18}) bytes");

    /** The fingerprint of an attachment. */
    public static Fingerprint of(Attachment attachment) {
        return new Fingerprint(attachment.sha256(), attachment.size());
    }

    /** The text to record. */
    public static String write(Attachment attachment) {
        return "verdict: sha256 " + attachment.sha256() + ", " + attachment.size() + " bytes";
    }

    /** The fingerprint that a description records; empty if it records none. */
    public static Optional<Fingerprint> read(String description) {
        Matcher text = TEXT.matcher(description);
        return text.find()
                ? Optional.of(new Fingerprint(text.group(1), Long.parseLong(text.group(2))))
                : Optional.empty();
    }

    /**
     * Whether a stream begins with this content. Reads {@link #size} bytes and keeps none of them.
     *
     * @throws IOException if the stream cannot be read
     */
    public boolean begins(InputStream bytes) throws IOException {
        MessageDigest hash = Sha256.digest();
        byte[] some = new byte[16 * 1024];
        long left = size;
        while (left > 0) {
            int length = bytes.read(some, 0, (int) Math.min(some.length, left));
            if (length < 0) {
                return false;
            }
            hash.update(some, 0, length);
            left -= length;
        }
        return Sha256.hex(hash).equals(sha256);
    }
}
