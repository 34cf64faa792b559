package io.gitlab.verdict.tracker.rally.attachment;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.tracker.Attachments.Upload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * StoredContents that Rally stored and whose attachment it may or may not have: they are used again rather than stored twice.
 * A content whose own creation was not answered is beyond reach, since Rally finds contents by their ObjectID alone.
 */
final class StoredContents {
    private record Key(String result, Attachment attachment) {
        static Key of(Upload upload) {
            return new Key(upload.result().reference(), upload.attachment());
        }
    }

    private final Map<Key, Long> kept = new ConcurrentHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();

    /** The attachment of this content may be there, or was not sent yet. */
    void keep(Upload upload, long content) {
        kept.put(Key.of(upload), content);
    }

    /** The content to use for another attempt, once. */
    Optional<Long> take(Upload upload) {
        return Optional.ofNullable(kept.remove(Key.of(upload)));
    }

    /** An attachment with this content was seen. */
    void seen(long content) {
        kept.values().remove(content);
    }

    /** Rally may have stored a content that nothing shows or finds. */
    void lose() {
        lost.incrementAndGet();
    }

    Optional<Finding> finding() {
        int count = lost.get() + kept.size();
        return count == 0
                ? Optional.empty()
                : Optional.of(Finding.info("Answers of Rally were lost, so that it may keep the bytes of up to " + count
                        + " attachments that no result shows. They do no harm; Rally offers no way to find them."));
    }
}
