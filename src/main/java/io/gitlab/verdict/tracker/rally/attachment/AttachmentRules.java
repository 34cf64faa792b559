package io.gitlab.verdict.tracker.rally.attachment;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The rules of this subscription for attachments.
 *
 * @param extensions the allowed file name extensions, in lower case; empty: any
 */
record AttachmentRules(Optional<Set<String>> extensions) {
    /** Maximum file size in bytes before base64 (Rally WSAPI documentation and toolkits). */
    private static final long LARGEST = 50_000_000;

    private static final String ALLOWED = "AttachmentFilenameExtensionWhitelist";

    static AttachmentRules ask(WsapiClient wsapi) throws RefusedException, UnavailableException {
        JsonNode subscription = wsapi.read(
                "subscription", "ObjectID," + ALLOWED + "," + ALLOWED + "Enabled", "read the rules for attachments");
        return subscription.path(ALLOWED + "Enabled").asBoolean(false)
                ? new AttachmentRules(
                        Optional.of(extensions(subscription.path(ALLOWED).asString(""))))
                : new AttachmentRules(Optional.empty());
    }

    /** Assumption: neither the separator nor a leading dot is documented, so several forms are accepted. */
    private static Set<String> extensions(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,;|.*]+"))
                .filter(extension -> !extension.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The reason why Rally would refuse an attachment; empty if it would not. */
    Optional<String> refusal(Attachment attachment) {
        if (attachment.size() == 0) {
            return Optional.of("Rally accepts no empty files");
        }
        if (attachment.size() > LARGEST) {
            return Optional.of("it has " + attachment.size() + " bytes; Rally accepts at most " + LARGEST);
        }
        String name = attachment.name().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return extensions
                .filter(allowed -> !allowed.contains(extension))
                .map(allowed -> "this subscription allows no attachments with the extension \"" + extension
                        + "\" (it allows " + String.join(", ", new TreeSet<>(allowed))
                        + "): ask the administrator to allow it, or rename the file.");
    }
}
