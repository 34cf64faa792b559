package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.AttachmentFiles;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Downloads of attachments. */
final class Downloads {
    /** Media types that a browser shows without executing anything: an SVG image may contain a script. */
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+(?:;\\s*charset=[\\w-]+)?");

    private final Entities entities;
    private final Facts facts;
    private final AttachmentFiles files;

    Downloads(RallyContext context, Entities entities) {
        this.entities = entities;
        this.facts = context.facts(entities);
        this.files = context.files();
    }

    /** For a program. */
    Reply attachment(long oid) {
        return find(oid).map(this::download).orElseGet(() -> missing(oid));
    }

    /** For a browser: it may show pictures, and must save all other files, regardless of the content type. */
    Reply toBrowser(long oid) {
        return find(oid).map(this::shown).orElseGet(() -> missing(oid));
    }

    /** Whether a browser shows the attachment instead of saving it. */
    static boolean isPicture(Entity attachment) {
        return PICTURES.contains(attachment.text("ContentType"));
    }

    private Optional<Entity> find(long oid) {
        return entities.get(oid)
                .filter(entity -> entity.type().isA("Attachment") && facts.visible(entity))
                .filter(entity -> entities.get(entity.reference("Content")).isPresent());
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
                files.read(attachment.reference("Content")),
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
                files.read(attachment.reference("Content")),
                Map.of("Content-Disposition", "attachment"));
    }
}
