package io.gitlab.verdict.outbox;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.files.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A publication that waits: frozen, with where it goes and how far it has come. It has no place for a secret.
 *
 * @param storedAt when it was first stored; the oldest goes first
 * @param tracker name of the tracker
 * @param settings the tracker's own settings by name, as they were given
 * @param settled what was found for those that mean something of the day, such as the current iteration; empty as long as
 *     the tracker was not asked
 * @param publication what the tracker shall hold
 * @param tests what identifies the executions that were folded into a result, in any report of the same run
 * @param tried what became of the results that were tried, in the publication's order; the others are pending
 * @param files name of the {@link Spool} that keeps the attachments; empty when there are none
 * @param attached what became of attachments whose work has ended; the others are still to be attached
 */
public record OutboxEntry(
        Instant storedAt,
        String tracker,
        Map<String, String> settings,
        Map<String, String> settled,
        Publication publication,
        Map<ResultKey, Set<String>> tests,
        List<ResultStatus> tried,
        String files,
        List<AttachmentStatus> attached) {

    private static final int SLUG_LENGTH = 40;
    private static final int HASH_LENGTH = 32;
    private static final Comparator<ResultKey> BY_KEY =
            Comparator.comparing(ResultKey::testCase).thenComparing(ResultKey::date);

    /** @throws IllegalArgumentException if {@code tried} tells of a result that the publication does not hold */
    public OutboxEntry {
        requireNonNull(storedAt, "storedAt");
        requireNonNull(tracker, "tracker");
        settings = Map.copyOf(settings);
        settled = Map.copyOf(settled);
        requireNonNull(publication, "publication");
        tests = Map.copyOf(tests);
        tried = inOrder(tried, publication);
        requireNonNull(files, "files");
        attached = List.copyOf(attached);
    }

    /** An entry without attachments that never met the tracker, of whose executions nothing is known. */
    public OutboxEntry(
            Instant storedAt,
            String tracker,
            Map<String, String> settings,
            Publication publication,
            List<ResultStatus> tried) {
        this(storedAt, tracker, settings, Map.of(), publication, Map.of(), tried, "", List.of());
    }

    private static List<ResultStatus> inOrder(List<ResultStatus> tried, Publication publication) {
        Map<Result, ResultStatus> byResult =
                tried.stream().collect(Collectors.toMap(ResultStatus::result, Function.identity()));
        List<ResultStatus> ordered = publication.results().stream()
                .map(byResult::get)
                .filter(Objects::nonNull)
                .toList();
        if (ordered.size() != tried.size()) {
            throw new IllegalArgumentException("some tried results are not those of " + publication.build());
        }
        return ordered;
    }

    /** Whether a new attempt may help although nobody has mended anything: something was not tried to its end. */
    public boolean pending() {
        long attachments = publication.results().stream()
                .mapToLong(result -> result.attachments().size())
                .sum();
        return tried.size() < publication.results().size() || attached.size() < attachments;
    }

    /** The settings with which the tracker is to be opened: what was settled once stays so. */
    public Map<String, String> place() {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(settled);
        return all;
    }

    /** The same entry, bound for a place that was settled since. */
    public OutboxEntry withSettled(Map<String, String> found) {
        return new OutboxEntry(storedAt, tracker, settings, found, publication, tests, tried, files, attached);
    }

    /** The same entry, with what identifies the executions of its results. */
    public OutboxEntry withTests(Map<ResultKey, Set<String>> known) {
        return new OutboxEntry(storedAt, tracker, settings, settled, publication, known, tried, files, attached);
    }

    /** The same entry, with what became of results since. */
    public OutboxEntry withTried(List<ResultStatus> others) {
        return new OutboxEntry(storedAt, tracker, settings, settled, publication, tests, others, files, attached);
    }

    /** The same entry, with its attachments kept there. */
    public OutboxEntry withFiles(String spool) {
        return new OutboxEntry(storedAt, tracker, settings, settled, publication, tests, tried, spool, attached);
    }

    /** The same entry, with what became of attachments since. */
    public OutboxEntry withAttached(List<AttachmentStatus> others) {
        return new OutboxEntry(storedAt, tracker, settings, settled, publication, tests, tried, files, others);
    }

    /** What is left of the entry without some of its results; it has another id then. */
    public OutboxEntry without(Set<ResultKey> some) {
        Map<ResultKey, Set<String>> known = new HashMap<>(tests);
        known.keySet().removeAll(some);
        return new OutboxEntry(
                storedAt,
                tracker,
                settings,
                settled,
                new Publication(
                        publication.build(),
                        publication.results().stream()
                                .filter(result -> !some.contains(result.key()))
                                .toList()),
                known,
                tried.stream()
                        .filter(status -> !some.contains(status.result().key()))
                        .toList(),
                files,
                attached.stream()
                        .filter(status -> !some.contains(status.result()))
                        .toList());
    }

    /**
     * What identifies the build and the place that the entry is bound for, whatever its results are: who publishes there
     * does so within a claim of this name, too, lest an older publication overtakes a newer one.
     */
    public String target() {
        return "target " + slug(publication.build()) + "-" + hash(List.of());
    }

    /**
     * What identifies the entry: the build in letters that are safe in file names, and a hash of tracker, settings (as
     * they were given), build and all result keys. The same reports published again to the same place give the same id,
     * on any day; other dates another one.
     */
    public String id() {
        return slug(publication.build()) + "-"
                + hash(publication.results().stream().map(Result::key).toList());
    }

    private String hash(List<ResultKey> keys) {
        // Files are found by it: another recipe is another format.
        MessageDigest hash = Sha256.digest();
        update(hash, tracker);
        new TreeMap<>(settings).forEach((name, value) -> {
            update(hash, name);
            update(hash, value);
        });
        update(hash, publication.build());
        keys.stream().sorted(BY_KEY).forEach(key -> {
            update(hash, key.testCase());
            update(hash, key.date().toString());
        });
        return Sha256.hex(hash).substring(0, HASH_LENGTH);
    }

    /** With its length, so that no two lists of texts look the same. */
    private static void update(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        hash.update(bytes);
    }

    /** Whether an id may be that of an entry of that build; some other builds' ids look alike. */
    static boolean mayBeOf(String build, String id) {
        String slug = slug(build);
        return id.startsWith(slug + "-") && id.length() == slug.length() + 1 + HASH_LENGTH;
    }

    /** Without dots: Windows reserves names such as {@code con.json}, whatever follows the dot. */
    private static String slug(String build) {
        String safe = build.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return safe.isEmpty() ? "build" : safe.substring(0, Math.min(SLUG_LENGTH, safe.length()));
    }
}
