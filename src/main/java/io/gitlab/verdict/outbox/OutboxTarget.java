package io.gitlab.verdict.outbox;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.files.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a publication goes: a place of a tracker, and a build there. The entries of a target are worked on one after the
 * other, so that an older publication cannot overtake a newer one.
 *
 * @param tracker name of the tracker
 * @param settings the tracker's own settings by name, as they were given
 * @param build the text that identifies the build
 */
public record OutboxTarget(String tracker, Map<String, String> settings, String build) {
    private static final int SLUG_LENGTH = 40;
    private static final int HASH_LENGTH = 32;
    private static final Comparator<ResultKey> BY_KEY =
            Comparator.comparing(ResultKey::testCase).thenComparing(ResultKey::date);

    public OutboxTarget {
        requireNonNull(tracker, "tracker");
        settings = Map.copyOf(settings);
        requireNonNull(build, "build");
    }

    /** A unique name of the target. */
    String name() {
        return "target " + id(List.of());
    }

    /**
     * The id of the entry with these results: the build in letters that are safe in file names, and a hash of tracker,
     * settings, build and all result keys. The same reports published again to the same target give the same id, on any
     * day; other dates give another one.
     */
    String id(List<ResultKey> keys) {
        return slug() + "-" + hash(keys);
    }

    private String hash(List<ResultKey> keys) {
        // Entries are found by this id: to compute it differently requires another format.
        MessageDigest hash = Sha256.digest();
        update(hash, tracker);
        new TreeMap<>(settings).forEach((name, value) -> {
            update(hash, name);
            update(hash, value);
        });
        update(hash, build);
        keys.stream().sorted(BY_KEY).forEach(key -> {
            update(hash, key.testCase());
            update(hash, key.date().toString());
        });
        return Sha256.hex(hash).substring(0, HASH_LENGTH);
    }

    /** With its length, so that different lists of texts never give the same bytes. */
    private static void update(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        hash.update(bytes);
    }

    /** Whether an id may be that of an entry of this target; ids of other targets may match as well. */
    boolean mayHold(String id) {
        String slug = slug();
        return id.startsWith(slug + "-") && id.length() == slug.length() + 1 + HASH_LENGTH;
    }

    /** Without dots: Windows reserves names such as {@code con.json}, with any extension. */
    private String slug() {
        String safe = build.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return safe.isEmpty() ? "build" : safe.substring(0, Math.min(SLUG_LENGTH, safe.length()));
    }
}
