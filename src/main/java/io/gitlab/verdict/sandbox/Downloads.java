package io.gitlab.verdict.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The raw bytes of attachments. */
final class Downloads {
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
        Optional<Entity> attachment = store.read(
                () -> store.get(oid).filter(entity -> entity.type().isA("Attachment") && facts.visible(entity)));
        return attachment
                .filter(entity -> entity.get("Content") != null)
                .map(this::download)
                .orElseGet(() -> Reply.message(404, "Not found: there is no attachment " + oid));
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
