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
 * What this subscription takes as an attachment.
 *
 * @param extensions the allowed file name extensions in lower case; empty: any
 */
record AttachmentRules(Optional<Set<String>> extensions) {
    /** Rally takes no larger files (Rally WSAPI documentation and toolkits, in bytes before base64). */
    private static final long LARGEST = 50_000_000;

    private static final String ALLOWED = "AttachmentFilenameExtensionWhitelist";

    static AttachmentRules ask(WsapiClient wsapi) throws RefusedException, UnavailableException {
        JsonNode subscription = wsapi.read(
                "subscription", "ObjectID," + ALLOWED + "," + ALLOWED + "Enabled", "read what may be attached");
        return subscription.path(ALLOWED + "Enabled").asBoolean(false)
                ? new AttachmentRules(
                        Optional.of(extensions(subscription.path(ALLOWED).asString(""))))
                : new AttachmentRules(Optional.empty());
    }

    /** Assumption: no source tells what stands between the extensions, or whether they have dots. */
    private static Set<String> extensions(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,;|.*]+"))
                .filter(extension -> !extension.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why Rally would not take it. */
    Optional<String> refusal(Attachment attachment) {
        if (attachment.size() == 0) {
            return Optional.of("Rally keeps no empty file");
        }
        if (attachment.size() > LARGEST) {
            return Optional.of("it has " + attachment.size() + " bytes; Rally takes " + LARGEST);
        }
        String name = attachment.name().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return extensions
                .filter(allowed -> !allowed.contains(extension))
                .map(allowed -> "this subscription allows no attachments of the extension \"" + extension
                        + "\" (it allows " + String.join(", ", new TreeSet<>(allowed))
                        + "): ask its administrator, or give the file another name.");
    }
}
