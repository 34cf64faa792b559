package io.gitlab.verdict.report.input;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.files.FileName;
import io.gitlab.verdict.text.Sample;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Stores files that reports hold inline, such as screenshots in base64, so that they are evidence like other files. Content is
 * copied as a stream. Size and number are limited; what is left out is a finding.
 *
 * <p>A file becomes {@code <directory>/<n>/<name>}, where n counts the files of one name. The directory belongs to the
 * store: what an earlier run left there is deleted.
 */
public final class EvidenceStore {

    private static final long MOST_BYTES = 200 << 20;
    private static final int MOST_FILES = 10_000;
    private static final int BUFFER_BYTES = 64 << 10;

    private final Path directory;
    private final long maxSize;
    private final boolean keepsOutput;
    private final Map<String, Integer> copies = new HashMap<>();
    private final Sample tooLarge = new Sample();
    private final Sample tooMany = new Sample();
    private Optional<Finding> broken = Optional.empty();
    private long bytes;
    private int files;

    /**
     * A store that has not written anything.
     *
     * @param directory the directory of the files, such as {@code target/verdict/evidence}; need not exist
     * @param maxSize largest size of a file in bytes
     */
    public EvidenceStore(Path directory, long maxSize) {
        this(directory, maxSize, false);
    }

    private EvidenceStore(Path directory, long maxSize, boolean keepsOutput) {
        this.directory = requireNonNull(directory, "directory");
        this.maxSize = maxSize;
        this.keepsOutput = keepsOutput;
    }

    /** A store for the output of failed tests, too. */
    public EvidenceStore keepingOutput() {
        return new EvidenceStore(directory, maxSize, true);
    }

    /** Whether the output of failed tests is evidence. */
    public boolean keepsOutput() {
        return keepsOutput;
    }

    /** Begins a run: deletes the files of earlier runs, and forgets what was left out. Does not create the directory. */
    public void begin() {
        copies.clear();
        tooLarge.clear();
        tooMany.clear();
        broken = Optional.empty();
        bytes = 0;
        files = 0;
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.walkFileTree(directory, new Deletion());
            } catch (IOException e) {
                fail("The evidence of an earlier run in " + directory + " cannot be deleted", e);
            }
        }
    }

    /**
     * Stores a file. Reads the content to its end, or to a limit.
     *
     * @param name as the report names it; need not be a valid file name
     * @return the stored file; empty if the content is empty, or if it was left out, which {@link #findings} names
     * @throws IOException if the content cannot be read; nothing is stored
     */
    public Optional<EvidenceFile> store(String name, InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int first = content.readNBytes(buffer, 0, buffer.length);
        if (first == 0 || broken.isPresent()) {
            return Optional.empty();
        }
        String safe = FileName.of(FileName.last(name));
        if (files == MOST_FILES) {
            tooMany.add(safe);
            return Optional.empty();
        }
        try {
            return write(safe, buffer, first, content);
        } catch (StorageException e) {
            fail("Files that reports hold inline cannot be stored in " + directory, (IOException) e.getCause());
            return Optional.empty();
        }
    }

    /** What was left out since {@link #begin}, and why. */
    public List<Finding> findings() {
        Optional<Finding> large = leftOut(
                tooLarge,
                "larger than " + maxSize + " bytes. Let the test write a file instead, or raise attachmentMaxSize");
        Optional<Finding> many = leftOut(
                tooMany,
                "the limit of all reports together is " + (MOST_BYTES >> 20) + " MB and " + MOST_FILES
                        + " files. Let the tests write files instead");
        return Stream.of(large, many, broken).flatMap(Optional::stream).toList();
    }

    private static Optional<Finding> leftOut(Sample files, String reason) {
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning("Evidence left out: " + files + ", inline in a report: " + reason + "."));
    }

    private Optional<EvidenceFile> write(String name, byte[] buffer, int first, InputStream content)
            throws IOException {
        long room = Math.min(maxSize, MOST_BYTES - bytes);
        Path file = place(name);
        OutputStream created = create(file);
        long size = -1;
        try (OutputStream out = created) {
            size = copy(buffer, first, content, out, room);
        } finally {
            if (size < 0) {
                Files.deleteIfExists(file);
            }
        }
        if (size < 0) {
            (room < maxSize ? tooMany : tooLarge).add(name);
            return Optional.empty();
        }
        bytes += size;
        files++;
        return Optional.of(new EvidenceFile(
                file.toString(), OptionalLong.of(size), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** @return the number of bytes; -1 if there are more than fit */
    private static long copy(byte[] buffer, int first, InputStream content, OutputStream out, long room)
            throws IOException {
        long size = 0;
        for (int read = first; read > 0; read = content.readNBytes(buffer, 0, buffer.length)) {
            size += read;
            if (size > room) {
                return -1;
            }
            out.write(buffer, 0, read);
        }
        return size;
    }

    private Path place(String name) {
        int copy = copies.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
        Path parent = directory.resolve(Integer.toString(copy));
        try {
            return parent.resolve(name);
        } catch (InvalidPathException e) {
            // The locale of this JVM cannot encode the name.
            return parent.resolve(name.replaceAll("[^\\x20-\\x7E]", "_"));
        }
    }

    private static OutputStream create(Path file) throws StorageException {
        try {
            Files.createDirectories(file.getParent());
            return new StorageStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
        } catch (IOException e) {
            throw new StorageException(e);
        }
    }

    private void fail(String what, IOException e) {
        if (broken.isEmpty()) {
            broken = Optional.of(Finding.warning(what + " (" + e + "). Evidence that reports hold inline is left out."
                    + " Make the directory writable, and free space on its disk."));
        }
    }

    /** Writing a file failed, as opposed to reading its content. */
    private static final class StorageException extends IOException {
        StorageException(IOException cause) {
            super(cause);
        }
    }

    private static final class StorageStream extends FilterOutputStream {
        StorageStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] content, int offset, int length) throws IOException {
            try {
                out.write(content, offset, length);
            } catch (IOException e) {
                throw new StorageException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw new StorageException(e);
            }
        }
    }

    /** Links are deleted, not followed. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
