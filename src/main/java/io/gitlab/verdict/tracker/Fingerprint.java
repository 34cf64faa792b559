package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Attachment;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an attachment's description records of its content, where a tracker has no attribute for a hash or an exact size.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size in bytes
 */
public record Fingerprint(String sha256, long size) {
    private static final Pattern TEXT = Pattern.compile("verdict: sha256 ([0-9a-f]{64}), (\\d{1,18}) bytes");

    /** The text to record. */
    public static String write(Attachment attachment) {
        return "verdict: sha256 " + attachment.sha256() + ", " + attachment.size() + " bytes";
    }

    /** What a text records; empty for a text of somebody else. */
    public static Optional<Fingerprint> read(String description) {
        Matcher text = TEXT.matcher(description);
        return text.find()
                ? Optional.of(new Fingerprint(text.group(1), Long.parseLong(text.group(2))))
                : Optional.empty();
    }
}
