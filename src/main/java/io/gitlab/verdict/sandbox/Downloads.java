package io.gitlab.verdict.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The raw bytes of attachments, for programs and for browsers. */
final class Downloads {
    /** What a browser shows without running anything in it: an SVG picture could hold a script. */
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+(?:;\\s*charset=[\\w-]+)?");

    private final Store store;
    private final Facts facts;
    private final Contents contents;

    Downloads(Store store, Facts facts, Contents contents) {
        this.store = store;
        this.facts = facts;
        this.contents = contents;
    }

    Reply attachment(long oid) {
        return find(oid).map(this::download).orElseGet(() -> missing(oid));
    }

    /** For a browser: pictures may be shown, and everything else is only saved, whatever it calls itself. */
    Reply toBrowser(long oid) {
        return find(oid).map(this::shown).orElseGet(() -> missing(oid));
    }

    /** Whether a browser shows the attachment, rather than save it. */
    static boolean isPicture(Entity attachment) {
        return PICTURES.contains(attachment.text("ContentType"));
    }

    private Optional<Entity> find(long oid) {
        return store.read(() -> store.get(oid)
                .filter(entity -> entity.type().isA("Attachment") && facts.visible(entity))
                .filter(entity -> store.get(entity.reference("Content")).isPresent()));
    }

    private static Reply missing(long oid) {
        return Reply.message(404, "Not found: there is no attachment " + oid);
    }

    private Reply shown(Entity attachment) {
        boolean picture = isPicture(attachment);
        String name =
                URLEncoder.encode(attachment.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return new Reply(
                200,
                picture ? attachment.text("ContentType") : "application/octet-stream",
                contents.read(attachment.reference("Content")),
                Map.of(
                        "Content-Disposition",
                        (picture ? "inline" : "attachment") + "; filename*=UTF-8''" + name,
                        "Content-Security-Policy",
                        "default-src 'none'; sandbox",
                        "Cross-Origin-Resource-Policy",
                        "same-origin"));
    }

    private Reply download(Entity attachment) {
        String type = attachment.text("ContentType");
        return new Reply(
                200,
                MEDIA_TYPE.matcher(type).matches() ? type : "application/octet-stream",
                contents.read(attachment.reference("Content")),
                Map.of("Content-Disposition", "attachment"));
    }
}
