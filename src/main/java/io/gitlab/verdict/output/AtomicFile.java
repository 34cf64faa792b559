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

/** A file that is replaced atomically: a reader sees the old or the new content. */
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
                            + "). Make its directory writable, and check that the disk is not full.",
                    e);
        } finally {
            // Not Files.deleteIfExists: its exception would hide the cause.
            unfinished.toFile().delete();
        }
    }

    private static void writeAll(Path file, Content content) throws IOException {
        // Unlike Files.newBufferedWriter, this replaces an unpaired surrogate, which the text of a test may hold,
        // instead of failing.
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), StandardCharsets.UTF_8))) {
            content.writeTo(writer);
        }
    }
}
