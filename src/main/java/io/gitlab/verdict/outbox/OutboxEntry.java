package io.gitlab.verdict.outbox;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A publication that waits: frozen, with where it goes and how far it has come. It has no place for a secret.
 *
 * @param storedAt when it was first stored; the oldest goes first
 * @param tracker name of the tracker
 * @param settings the tracker's own settings by name
 * @param publication what the tracker shall hold
 * @param tried what became of the results that were tried, in the publication's order; the others are pending
 * @param files name of the {@link Spool} that keeps the attachments; empty when there are none
 * @param attached what became of attachments whose work has ended; the others are still to be attached
 */
public record OutboxEntry(
        Instant storedAt,
        String tracker,
        Map<String, String> settings,
        Publication publication,
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
        requireNonNull(publication, "publication");
        tried = inOrder(tried, publication);
        requireNonNull(files, "files");
        attached = List.copyOf(attached);
    }

    /** An entry without attachments. */
    public OutboxEntry(
            Instant storedAt,
            String tracker,
            Map<String, String> settings,
            Publication publication,
            List<ResultStatus> tried) {
        this(storedAt, tracker, settings, publication, tried, "", List.of());
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

    /** Whether a new attempt may help although nobody has mended anything: some result or attachment was not tried to its end. */
    public boolean pending() {
        long attachments = publication.results().stream()
                .mapToLong(result -> result.attachments().size())
                .sum();
        return tried.size() < publication.results().size() || attached.size() < attachments;
    }

    /** The same entry, bound for a place that was settled since; it has another id then. */
    public OutboxEntry withSettings(Map<String, String> settled) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(settled);
        return new OutboxEntry(storedAt, tracker, all, publication, tried, files, attached);
    }

    /** The same entry, with what became of results since. */
    public OutboxEntry withTried(List<ResultStatus> others) {
        return new OutboxEntry(storedAt, tracker, settings, publication, others, files, attached);
    }

    /** The same entry, with its attachments kept there. */
    public OutboxEntry withFiles(String spool) {
        return new OutboxEntry(storedAt, tracker, settings, publication, tried, spool, attached);
    }

    /** The same entry, with what became of attachments since. */
    public OutboxEntry withAttached(List<AttachmentStatus> others) {
        return new OutboxEntry(storedAt, tracker, settings, publication, tried, files, others);
    }

    /**
     * What identifies the entry: the build in letters that are safe in file names, and a hash of tracker, settings, build
     * and all result keys. The same reports published again to the same place give the same id; other dates another one.
     */
    public String id() {
        // Files are found by it: another recipe is another format.
        MessageDigest hash = EntryFile.sha256();
        update(hash, tracker);
        new TreeMap<>(settings).forEach((name, value) -> {
            update(hash, name);
            update(hash, value);
        });
        update(hash, publication.build());
        publication.results().stream().map(Result::key).sorted(BY_KEY).forEach(key -> {
            update(hash, key.testCase());
            update(hash, key.date().toString());
        });
        return slug() + "-" + HexFormat.of().formatHex(hash.digest()).substring(0, HASH_LENGTH);
    }

    /** With its length, so that no two lists of texts look the same. */
    private static void update(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        hash.update(bytes);
    }

    /** Without dots: Windows reserves names such as {@code con.json}, whatever follows the dot. */
    private String slug() {
        String safe = publication.build().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return safe.isEmpty() ? "build" : safe.substring(0, Math.min(SLUG_LENGTH, safe.length()));
    }
}
