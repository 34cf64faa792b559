package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An outbox with a file for each entry in a directory, which is created with the first entry. */
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
    public void add(OutboxEntry entry) throws IOException {
        store(entry, false);
    }

    /** @param replace whether to replace a readable entry of the same id */
    void store(OutboxEntry entry, boolean replace) throws IOException {
        // The lock shows other processes that this file is in use.
        Path unfinished = directory.resolve(entry.id() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            FileLock lock = locks.tryLock(unfinished.getFileName().toString()).orElseThrow();
            try {
                write(entry, unfinished);
                finish(unfinished, file(entry.id()), replace);
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

    private void finish(Path unfinished, Path file, boolean replace) throws IOException {
        FileLock lock = locks.lock(lockOf(file));
        try {
            if (replace || !readable(file)) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            lock.release();
        }
    }

    /** Held while an entry's file is replaced or set aside, so that a new file is never taken for the damaged one. */
    static String lockOf(Path file) {
        return "file " + file.getFileName();
    }

    private static boolean readable(Path file) {
        try {
            read(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(OutboxEntry entry, Path file) throws IOException {
        Files.createFile(file, OwnerOnly.file(file));
        // Not a channel: an interrupt would close it, and entries that are stored while a run is stopped matter most.
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            EntryFile.write(entry, out);
            out.getFD().sync();
        }
    }

    @Override
    public Optional<Claim> claim(OutboxTarget target) throws IOException {
        try {
            return locks.tryLock(target.name()).map(lock -> new DirectoryClaim(this, target, lock));
        } catch (IOException e) {
            throw failure("lock an entry of outbox " + directory, e);
        }
    }

    @Override
    public List<Finding> browse(Consumer<OutboxEntry> reader) throws IOException {
        return inventory(Optional.empty(), reader);
    }

    @Override
    public Waiting waiting() throws IOException {
        List<Waiting.Item> items = new ArrayList<>();
        List<Finding> findings =
                inventory(Optional.of(new Repairs(directory, locks)), entry -> items.add(Waiting.Item.of(entry)));
        tidy();
        return new Waiting(items, findings);
    }

    private List<Finding> inventory(Optional<Repairs> repairs, Consumer<OutboxEntry> reader) throws IOException {
        try {
            return new Inventory(directory, repairs, reader).take();
        } catch (IOException e) {
            throw failure("list outbox " + directory, e);
        }
    }

    private void tidy() throws IOException {
        try {
            files.tidy();
        } catch (IOException e) {
            throw failure("list outbox " + directory, e);
        }
    }

    /** The readable entries of a target, the oldest first. */
    List<OutboxEntry> entries(OutboxTarget target) throws IOException {
        List<OutboxEntry> entries = new ArrayList<>();
        for (String id : ids(target)) {
            try {
                entries.add(read(file(id)));
            } catch (IOException e) {
                // Reported when the outbox is listed.
            }
        }
        return entries.stream()
                .filter(entry -> entry.target().equals(target))
                .sorted(Comparator.comparing(OutboxEntry::storedAt).thenComparing(OutboxEntry::id))
                .toList();
    }

    private List<String> ids(OutboxTarget target) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENTRY))
                    .map(name -> name.substring(0, name.length() - ENTRY.length()))
                    .filter(target::mayHold)
                    .toList();
        } catch (UncheckedIOException e) {
            throw failure("list outbox " + directory, e.getCause());
        } catch (IOException e) {
            throw failure("list outbox " + directory, e);
        }
    }

    @Override
    public String describe(OutboxEntry entry) {
        return "in " + file(entry.id()) + "; to discard it, delete that file";
    }

    static OutboxEntry read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A restored archive may contain a pipe; opening it would wait for a writer.
            throw new FileSystemException(file.toString(), null, "it is not a regular file");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            OutboxEntry entry = EntryFile.read(channel);
            if (!file.endsWith(entry.id() + ENTRY)) {
                throw new DamagedEntryException(
                        "its name does not match its content, which belongs in " + entry.id() + ENTRY);
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

    void remove(OutboxEntry entry) throws IOException {
        Path file = file(entry.id());
        try {
            if (Files.deleteIfExists(file)) {
                OwnerOnly.sync(directory);
                files.tidy();
            }
        } catch (IOException e) {
            throw failure("remove outbox entry " + file, e);
        }
    }

    private Path file(String id) {
        return directory.resolve(id + ENTRY);
    }

    private static IOException failure(String what, IOException cause) {
        return new IOException(
                "cannot " + what + ": " + reason(cause)
                        + ". Make the directory writable and free disk space, or set another directory with"
                        + " -Dverdict.outbox.",
                cause);
    }

    /** The message of a file system exception may be only a file name. */
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
