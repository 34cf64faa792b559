package io.gitlab.verdict.outbox;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The progress of the work on a publication.
 *
 * @param place what date-dependent settings, such as the current iteration, resolved to when publishing began; empty
 *     until the tracker was asked
 * @param results results whose work has ended; the others are still to be published
 * @param attachments attachments whose work has ended; the others are still to be attached
 * @param attempts how many attempts were postponed with {@link Claim#retryAt}
 * @param notBefore no automatic attempt begins before that time
 * @param dead why there are no further automatic attempts
 * @param lastReplay when the last replay began to publish it; empty if none has yet
 */
public record Progress(
        Map<String, String> place,
        List<ResultStatus> results,
        List<AttachmentStatus> attachments,
        int attempts,
        Optional<Instant> notBefore,
        Optional<String> dead,
        Optional<Instant> lastReplay) {

    /** Nothing was tried yet. */
    public static final Progress NONE = new Progress(Map.of(), List.of(), List.of());

    public Progress {
        place = Map.copyOf(place);
        results = List.copyOf(results);
        attachments = List.copyOf(attachments);
        requireNonNull(notBefore, "notBefore");
        requireNonNull(dead, "dead");
        requireNonNull(lastReplay, "lastReplay");
    }

    /** The next attempt may begin at once. */
    public Progress(Map<String, String> place, List<ResultStatus> results, List<AttachmentStatus> attachments) {
        this(place, results, attachments, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same progress with that place. */
    public Progress at(Map<String, String> known) {
        return new Progress(known, results, attachments, attempts, notBefore, dead, lastReplay);
    }

    /** The same progress, with the time at which a replay begins. */
    public Progress replayedAt(Instant time) {
        return new Progress(place, results, attachments, attempts, notBefore, dead, Optional.of(time));
    }

    /** The progress after an attempt; the number of postponed attempts stays. */
    public Progress tried(
            Map<String, String> known, List<ResultStatus> doneResults, List<AttachmentStatus> doneAttachments) {
        return new Progress(
                known, doneResults, doneAttachments, attempts, Optional.empty(), Optional.empty(), lastReplay);
    }

    Progress retryAt(Instant time) {
        return new Progress(place, results, attachments, attempts + 1, Optional.of(time), Optional.empty(), lastReplay);
    }

    Progress dead(String reason) {
        return new Progress(place, results, attachments, attempts, Optional.empty(), Optional.of(reason), lastReplay);
    }

    Progress without(Set<ResultKey> some) {
        return new Progress(
                place,
                results.stream()
                        .filter(status -> !some.contains(status.result().key()))
                        .toList(),
                attachments.stream()
                        .filter(status -> !some.contains(status.result()))
                        .toList(),
                attempts,
                notBefore,
                dead,
                lastReplay);
    }
}
