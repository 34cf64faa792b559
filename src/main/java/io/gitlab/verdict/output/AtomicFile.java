package io.gitlab.verdict.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that a reader sees whole, as it was or as it is, never half. */
record AtomicFile(Path path) {

    interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    void write(Content content) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            writeAll(unfinished, content);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(
                    "cannot write " + path + " (" + e
                            + "). Make its directory writable, and see that the disk is not full.",
                    e);
        } finally {
            // Not Files.deleteIfExists: its own failure would hide why writing failed.
            unfinished.toFile().delete();
        }
    }

    private static void writeAll(Path file, Content content) throws IOException {
        // Unlike Files.newBufferedWriter, this replaces half of a surrogate pair (a test's text may hold one) instead
        // of failing.
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), StandardCharsets.UTF_8))) {
            content.writeTo(writer);
        }
    }
}
