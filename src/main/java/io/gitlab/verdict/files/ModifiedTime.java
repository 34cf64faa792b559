package io.gitlab.verdict.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** When a file was last written. */
public final class ModifiedTime {

    private ModifiedTime() {}

    /** The time in the file system's resolution; empty if the file does not exist or its attributes cannot be read. */
    public static Optional<Instant> of(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
