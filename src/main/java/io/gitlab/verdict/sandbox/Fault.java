package io.gitlab.verdict.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Faults of trackers, as their documentation and users report them. If several faults would refuse the same request,
 * the first in this list applies; likewise for faults that change its answer. Others combine. Texts name faults in
 * lower camel case, such as {@code droppedAfter}. A dialect states which faults it does not support.
 */
public enum Fault {
    /**
     * Reads do not see a write until its lag is over: up to this time (8 s), drawn for each write, and never before an
     * earlier write. The rate is the probability that a write lags. Queries that may create test cases do not lag.
     */
    REPLICA_LAG(8),
    /** A request is answered with HTTP 429; {@code Retry-After} is this time (2 s) in seconds or as a date, or absent. */
    THROTTLED(2),
    /** A request is answered with HTTP 503 and not applied. */
    UNAVAILABLE,
    /** A request is answered with HTTP 200 and an HTML page instead of JSON, and not applied. */
    OFFLINE_PAGE,
    /** The connection of a request is closed without an answer, and nothing is applied. */
    DROPPED_BEFORE,
    /** A request is answered with HTTP 302 to another host name of loopback, where no credential may arrive; not applied. */
    REDIRECT,
    /** A write is answered as if the key were read-only (Rally: HTTP 401), and not applied. */
    READ_ONLY,
    /** A request to a batch service is answered with HTTP 404 and not applied. */
    NO_BATCH,
    /** A batch with more than this number of entries (25) is refused as a whole. This fault has no rate: it always strikes. */
    BATCH_LIMIT,
    /**
     * An entry makes every batch with further entries fail as a whole; alone it is accepted. The rate is per entry, and the
     * same entry is poisoned every time.
     */
    POISONED,
    /**
     * A write is refused with a concurrency conflict: HTTP 200 with an error. Of a batch, either nothing is applied, or all
     * entries but one.
     */
    CONFLICT,
    /** A valid entry of a batch is refused; another attempt may succeed. The rate is per entry. */
    PARTIAL_BATCH,
    /** A result is stored without its verdict, although the answer shows it. An update may succeed. */
    STUCK,
    /** A result never stores a verdict, although the answers show it. The rate is per result. */
    STUCK_FOREVER,
    /** A result is stored without its test case, although the answer shows it. An update may succeed. */
    ORPHANED,
    /** A result is stored with another verdict than the answer shows. An update may succeed. */
    WRONG_VERDICT,
    /** The last page of a list is empty, although its total count includes the missing rows. */
    LOSES_LAST_PAGE,
    /** A request is applied, then its connection is closed without an answer. */
    DROPPED_AFTER,
    /** A request is applied, then answered with HTTP 502. */
    BAD_GATEWAY_AFTER,
    /** A request is applied, and its answer is truncated to half its length. */
    TRUNCATED,
    /** The answer to a request is delayed by this time (30 s). */
    SLOW(30),
    /** A valid attachment is refused, although its content may be stored; another attempt may succeed. */
    ATTACHMENT_REFUSED,
    /** A request is answered with HTTP 401, as after the password of the key's owner expired, and not applied. */
    EXPIRED_KEY,
    /**
     * A write is answered with HTTP 503 and not applied, while reads work; {@code Retry-After} is this time (2 s), or
     * absent.
     */
    WRITES_UNAVAILABLE(2);

    private static final Pattern NEXT_WORD = Pattern.compile("_(.)");

    private final Duration usualTime;

    Fault() {
        this.usualTime = null;
    }

    Fault(int seconds) {
        this.usualTime = Duration.ofSeconds(seconds);
    }

    /** The time of the fault unless another is set; empty for a fault without a time. */
    Optional<Duration> usualTime() {
        return Optional.ofNullable(usualTime);
    }

    /** The name in texts, such as {@code droppedAfter}. */
    public String word() {
        return NEXT_WORD
                .matcher(name().toLowerCase(Locale.ROOT))
                .replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
    }

    static Optional<Fault> of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equalsIgnoreCase(word))
                .findFirst();
    }
}
