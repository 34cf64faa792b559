package io.gitlab.verdict.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can go wrong with a tracker, as Rally's documentation and its users tell it. Of the faults that refuse a
 * request, and of those that spoil its answer, the first in this list is what happens; others come together. Texts name
 * them in lower camel case, such as {@code droppedAfter}.
 */
public enum Fault {
    /**
     * Reads and queries do not see writes that are younger than up to this time (8 s), drawn for each write; later
     * writes never overtake. The rate is the probability that a write lags. Queries for test cases do not lag where
     * they create unknown ones.
     */
    REPLICA_LAG(8),
    /** A request is answered with HTTP 429; {@code Retry-After} holds this time (2 s), as seconds or date, or is absent. */
    THROTTLED(2),
    /** A request is answered with HTTP 503 and not applied. */
    UNAVAILABLE,
    /** A request is answered with HTTP 200 and an HTML page instead of JSON, and not applied. */
    OFFLINE_PAGE,
    /** The connection of a request is closed without an answer, and nothing is applied. */
    DROPPED_BEFORE,
    /** A request is answered with HTTP 302 to another loopback name, where no credential may arrive; not applied. */
    REDIRECT,
    /** A writing request is answered with HTTP 401, as if the key had lost its permission, and not applied. */
    READ_ONLY,
    /** A request to {@code /batch} is answered with HTTP 404 and not applied. */
    NO_BATCH,
    /** A batch with more than this number of entries (25) is refused as a whole; always, it has no rate. */
    BATCH_LIMIT,
    /**
     * An entry is one that no batch takes: it makes each batch that holds other entries, too, be refused as a whole.
     * Alone it is accepted. The rate is per entry, and the same entry is poisoned each time.
     */
    POISONED,
    /**
     * A writing request meets a concurrency conflict, told by HTTP 200 with an error. Of a batch, either nothing is
     * applied, or all but one entry.
     */
    CONFLICT,
    /** An entry of a batch is refused although it is valid; the next attempt draws anew. The rate is per entry. */
    PARTIAL_BATCH,
    /** A written result is stored without its verdict; the answer shows it. A later update may succeed. */
    STUCK,
    /** A result never keeps a verdict, however often it is updated; the answers show it. The rate is per result. */
    STUCK_FOREVER,
    /** A written result is stored without its test case; the answer shows it. A later update may succeed. */
    ORPHANED,
    /** A written result is stored with another verdict; the answer shows the right one. A later update may succeed. */
    WRONG_VERDICT,
    /** The last page of a query comes back empty although {@code TotalResultCount} counts its results. */
    LOSES_LAST_PAGE,
    /** A request is applied, then its connection is closed without an answer. */
    DROPPED_AFTER,
    /** A request is applied, then answered with HTTP 502. */
    BAD_GATEWAY_AFTER,
    /** A request is applied, and its answer is cut in the middle. */
    TRUNCATED,
    /** The answer to a request, whatever it is, comes only after this time (30 s). */
    SLOW(30),
    /** An attachment is refused although it is valid and its content is stored; the next attempt draws anew. */
    ATTACHMENT_REFUSED,
    /** A request is answered with HTTP 401, as when the password of the key's owner has expired, and not applied. */
    EXPIRED_KEY,
    /**
     * A writing request is answered with HTTP 503 and not applied, while reads work; {@code Retry-After} holds this time
     * (2 s), or is absent.
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

    /** The time that belongs to the fault where nothing else is said; empty for a fault without one. */
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
