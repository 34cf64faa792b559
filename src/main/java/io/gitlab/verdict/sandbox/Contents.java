package io.gitlab.verdict.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** The bytes of attachments: one file each, outside the journal. */
public final class Contents {
    static final int MAX_BYTES = 50_000_000;

    private final Path directory;

    /** @param stateDirectory where the directory {@code attachments} is, or will be */
    public Contents(Path stateDirectory) {
        this.directory = stateDirectory.resolve("attachments");
    }

    /** Keeps these bytes. */
    public void write(long oid, byte[] bytes) {
        try {
            Files.write(file(oid), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot write " + file(oid), e);
        }
    }

    /** The bytes that were written. */
    public byte[] read(long oid) {
        try {
            return Files.readAllBytes(file(oid));
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot read " + file(oid), e);
        }
    }

    String base64(long oid) {
        return Base64.getEncoder().encodeToString(read(oid));
    }

    /** Deletes the bytes of what is gone; only at start, when no transaction can still be taken back. */
    void keepOnly(LongPredicate exists) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!exists.test(Long.parseLong(file.getFileName().toString()))) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path file(long oid) {
        return directory.resolve(Long.toString(oid));
    }
}
