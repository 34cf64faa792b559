package io.gitlab.verdict.tracker.rally.attachment;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.tracker.Attachments.Upload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Contents that Rally has stored without a confirmed attachment; they are reused instead of stored again. A
 * content whose creation was not answered cannot be found, since Rally finds contents by ObjectID only.
 */
final class StoredContents {
    private record Key(String result, Attachment attachment) {
        static Key of(Upload upload) {
            return new Key(upload.result().reference(), upload.attachment());
        }
    }

    private final Map<Key, Long> kept = new ConcurrentHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();

    /** Keeps a content whose attachment was not sent or not confirmed. */
    void keep(Upload upload, long content) {
        kept.put(Key.of(upload), content);
    }

    /** Returns the content for the next attempt, and removes it. */
    Optional<Long> take(Upload upload) {
        return Optional.ofNullable(kept.remove(Key.of(upload)));
    }

    /** Records that an attachment with this content was read. */
    void seen(long content) {
        kept.values().remove(content);
    }

    /** Records that Rally may have stored a content that cannot be found. */
    void lose() {
        lost.incrementAndGet();
    }

    Optional<Finding> finding() {
        int count = lost.get() + kept.size();
        return count == 0
                ? Optional.empty()
                : Optional.of(Finding.info(
                        "Some answers of Rally were lost, so it may have stored the content of up to " + count
                                + " attachments that no result shows. This does no harm; Rally offers no way to find"
                                + " them."));
    }
}
