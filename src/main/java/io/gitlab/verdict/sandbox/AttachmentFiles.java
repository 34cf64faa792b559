package io.gitlab.verdict.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** The bytes of attachments: one file each, outside the journal. */
public final class AttachmentFiles {
    /** The size of the largest attachment. */
    public static final int MAX_BYTES = 50_000_000;

    private final Path directory;

    private AttachmentFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * The files in the directory {@code attachments} of a dialect; deletes those of deleted attachments, which is safe
     * only at the start, when no transaction can be undone.
     *
     * @param exists whether an attachment with this id exists
     */
    public static AttachmentFiles open(Path dialectDirectory, LongPredicate exists) throws IOException {
        Path directory = Files.createDirectories(dialectDirectory.resolve("attachments"));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!exists.test(Long.parseLong(file.getFileName().toString()))) {
                    Files.delete(file);
                }
            }
        }
        return new AttachmentFiles(directory);
    }

    /** Stores the bytes of an attachment. */
    public void write(long id, byte[] bytes) {
        try {
            Files.write(file(id), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot write " + file(id), e);
        }
    }

    /** The bytes of an attachment. */
    public byte[] read(long id) {
        try {
            return Files.readAllBytes(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot read " + file(id), e);
        }
    }

    private Path file(long id) {
        return directory.resolve(Long.toString(id));
    }
}
