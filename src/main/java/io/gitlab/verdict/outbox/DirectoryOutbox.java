package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Attachment;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** An outbox with a file for each entry in a directory, which is made when the first entry is stored. */
public final class DirectoryOutbox implements Outbox {
    static final String ENTRY = ".json";
    static final String UNFINISHED = ".tmp";
    static final String FILES = ".files";

    private final Path directory;
    private final Locks locks;
    private final EntryFiles files;

    public DirectoryOutbox(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        this.locks = new Locks(this.directory.resolve(".lock"));
        this.files = new EntryFiles(this.directory, locks);
    }

    @Override
    public void store(OutboxEntry entry) throws IOException {
        String id = entry.id();
        // The lock tells who tidies up that this file is not left over.
        Path unfinished = directory.resolve(id + "." + UUID.randomUUID() + UNFINISHED);
        try {
            FileLock lock = locks.tryLock(unfinished.getFileName().toString()).orElseThrow();
            try {
                write(entry, unfinished);
                Files.move(unfinished, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                OwnerOnly.sync(directory);
            } finally {
                // Not Files.deleteIfExists: its own failure would hide why storing failed.
                unfinished.toFile().delete();
                lock.release();
            }
        } catch (IOException e) {
            throw failure("keep the results of " + entry.publication().build() + " in outbox " + directory, e);
        }
    }

    private static void write(OutboxEntry entry, Path file) throws IOException {
        Files.createFile(file, OwnerOnly.file(file));
        // Not a channel: an interrupt would close it, and what is stored when a run is stopped matters most.
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            EntryFile.write(entry, out);
            out.getFD().sync();
        }
    }

    @Override
    public Waiting waiting() throws IOException {
        try {
            Waiting waiting = new Inventory(directory, this, true).take();
            files.tidy();
            return waiting;
        } catch (IOException e) {
            throw failure("list outbox " + directory, e);
        }
    }

    @Override
    public Waiting look() throws IOException {
        try {
            return new Inventory(directory, this, false).take();
        } catch (IOException e) {
            throw failure("list outbox " + directory, e);
        }
    }

    @Override
    public List<String> ids(String build) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENTRY))
                    .map(name -> name.substring(0, name.length() - ENTRY.length()))
                    .filter(id -> OutboxEntry.mayBeOf(build, id))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw failure("list outbox " + directory, e.getCause());
        } catch (IOException e) {
            throw failure("list outbox " + directory, e);
        }
    }

    @Override
    public String whereabouts(String id) {
        return file(id).toString();
    }

    @Override
    public Optional<OutboxEntry> read(String id) throws IOException {
        try {
            return Optional.of(read(file(id)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DamagedEntryException | NewerEntryException e) {
            throw new IOException(
                    "cannot read outbox entry " + file(id) + ": " + e.getMessage()
                            + ". Run mvn verdict:replay, which says what to do with it and goes on with the others.",
                    e);
        } catch (IOException e) {
            throw failure("read outbox entry " + file(id), e);
        }
    }

    static OutboxEntry read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // To open a pipe, which an archive may bring along, would wait for its writer.
            throw new FileSystemException(file.toString(), null, "it is not a file");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            OutboxEntry entry = EntryFile.read(channel);
            if (!file.endsWith(entry.id() + ENTRY)) {
                throw new DamagedEntryException("its name is not that of its content, " + entry.id() + ENTRY);
            }
            return entry;
        }
    }

    @Override
    public Spool spool() {
        return new DirectorySpool(directory, locks, files);
    }

    @Override
    public Optional<InputStream> open(OutboxEntry entry, Attachment attachment) throws IOException {
        return files.open(entry.files(), attachment);
    }

    @Override
    public void remove(String id) throws IOException {
        try {
            if (Files.deleteIfExists(file(id))) {
                OwnerOnly.sync(directory);
                files.tidy();
            }
        } catch (IOException e) {
            throw failure("remove outbox entry " + file(id), e);
        }
    }

    @Override
    public <T, X extends Exception> Optional<T> exclusively(String id, Work<T, X> work) throws IOException, X {
        Optional<FileLock> lock = lock(id);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.run());
        } finally {
            lock.get().release();
        }
    }

    private Optional<FileLock> lock(String id) throws IOException {
        try {
            return locks.tryLock(id);
        } catch (IOException e) {
            throw failure("lock an entry of outbox " + directory, e);
        }
    }

    /** Deletes what a killed process left of an entry it had not finished. */
    void tidy(Path unfinished) throws IOException {
        Optional<FileLock> lock = locks.tryLock(unfinished.getFileName().toString());
        if (lock.isPresent()) {
            try {
                Files.deleteIfExists(unfinished);
            } finally {
                lock.get().release();
            }
        }
    }

    private Path file(String id) {
        return directory.resolve(id + ENTRY);
    }

    private static IOException failure(String what, IOException cause) {
        return new IOException(
                "cannot " + what + ": " + reason(cause)
                        + ". Make the directory writable and see that the disk is not full, or name another place with"
                        + " -Dverdict.outbox.",
                cause);
    }

    /** The message of a file system exception may be nothing but a file name. */
    static String reason(IOException e) {
        return e instanceof FileSystemException
                ? e.toString().substring(e.getClass().getPackageName().length() + 1)
                : String.valueOf(e.getMessage());
    }

    /** Ends all claims of this outbox. */
    @Override
    public void close() throws IOException {
        locks.close();
    }
}
