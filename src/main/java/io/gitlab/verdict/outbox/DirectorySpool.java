package io.gitlab.verdict.outbox;

import io.gitlab.verdict.files.Sha256;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/** A directory beside the entries, created with the first file. A lock shows other processes that it is open. */
final class DirectorySpool implements Spool {
    private final Path directory;
    private final Locks locks;
    private final EntryFiles files;
    private Optional<FileLock> lock = Optional.empty();

    DirectorySpool(Path outbox, Locks locks, EntryFiles files) {
        this.directory = outbox.resolve(UUID.randomUUID() + DirectoryOutbox.FILES);
        this.locks = locks;
        this.files = files;
    }

    @Override
    public String name() {
        return lock.isPresent() ? directory.getFileName().toString() : "";
    }

    @Override
    public Kept keep(Body body) throws IOException {
        if (lock.isEmpty()) {
            lock = locks.tryLock(directory.getFileName().toString());
            OwnerOnly.createDirectories(directory);
        }
        Path unfinished = directory.resolve(UUID.randomUUID() + DirectoryOutbox.UNFINISHED);
        try {
            Kept kept = write(body, unfinished);
            Files.move(
                    unfinished,
                    directory.resolve(kept.sha256()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            OwnerOnly.sync(directory);
            return kept;
        } finally {
            unfinished.toFile().delete();
        }
    }

    private static Kept write(Body body, Path file) throws IOException {
        Files.createFile(file, OwnerOnly.file(file));
        MessageDigest digest = Sha256.digest();
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            OutputStream digesting = new DigestOutputStream(out, digest);
            body.writeTo(digesting);
            digesting.flush();
            out.getFD().sync();
        }
        return new Kept(Sha256.hex(digest), Files.size(file));
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().release();
            files.tidy();
        }
    }
}
