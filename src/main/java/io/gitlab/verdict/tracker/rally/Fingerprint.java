package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.Attachment;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an attachment's Description records of its content, because Rally has no attribute for a hash, and newer versions
 * take no Size (Rally WSAPI documentation).
 */
record Fingerprint(String sha256, long size) {
    private static final Pattern TEXT = Pattern.compile("verdict: sha256 ([0-9a-f]{64}), (\\d{1,18}) bytes");

    static String write(Attachment attachment) {
        return "verdict: sha256 " + attachment.sha256() + ", " + attachment.size() + " bytes";
    }

    static Optional<Fingerprint> read(String description) {
        Matcher text = TEXT.matcher(description);
        return text.find()
                ? Optional.of(new Fingerprint(text.group(1), Long.parseLong(text.group(2))))
                : Optional.empty();
    }
}
