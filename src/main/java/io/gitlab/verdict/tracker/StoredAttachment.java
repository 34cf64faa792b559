package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Attachment;
import java.util.Optional;

/**
 * A file as the tracker holds it with a result.
 *
 * @param reference the tracker's own name of it, for {@link Attachments#remove}
 * @param name file name
 * @param size in bytes, as the tracker tells it or as it is proven; negative when it is not known
 * @param sha256 the hash that was recorded when it was attached; empty when none was
 */
public record StoredAttachment(String reference, String name, long size, Optional<String> sha256) {
    public StoredAttachment {
        requireNonNull(reference, "reference");
        requireNonNull(name, "name");
        requireNonNull(sha256, "sha256");
    }

    /** Whether it is this one: of its name and size and, where a hash is recorded, of its content. */
    public boolean is(Attachment wanted) {
        return name.equals(wanted.name())
                && size == wanted.size()
                && sha256.map(wanted.sha256()::equals).orElse(true);
    }
}
