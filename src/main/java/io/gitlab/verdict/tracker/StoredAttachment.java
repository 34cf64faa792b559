package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Attachment;
import java.util.Optional;

/**
 * An attachment as the tracker holds it.
 *
 * @param reference the tracker's reference, for {@link Attachments#remove}
 * @param name file name
 * @param size in bytes, as the tracker states or the content proves; negative if unknown
 * @param sha256 the hash recorded at the upload; empty if none was
 */
public record StoredAttachment(String reference, String name, long size, Optional<String> sha256) {
    public StoredAttachment {
        requireNonNull(reference, "reference");
        requireNonNull(name, "name");
        requireNonNull(sha256, "sha256");
    }

    /** Whether name, size and, where recorded, hash are equal. */
    public boolean is(Attachment wanted) {
        return name.equals(wanted.name())
                && size == wanted.size()
                && sha256.map(wanted.sha256()::equals).orElse(true);
    }
}
