package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Finding;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Sets aside damaged entries, and deletes the unfinished files of killed processes. */
final class Repairs {
    private final Path directory;
    private final Locks locks;

    Repairs(Path directory, Locks locks) {
        this.directory = directory;
        this.locks = locks;
    }

    /**
     * Deletes an unfinished file, unless its process is still running.
     *
     * @return why it could not be deleted
     */
    Optional<Finding> delete(Path unfinished) {
        try {
            Optional<FileLock> lock = locks.tryLock(unfinished.getFileName().toString());
            if (lock.isPresent()) {
                try {
                    Files.deleteIfExists(unfinished);
                } finally {
                    lock.get().release();
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Finding.warning("Unfinished outbox entry " + unfinished + " cannot be deleted: "
                    + DirectoryOutbox.reason(e) + ". It does no harm; delete it by hand."));
        }
    }

    /**
     * Moves a damaged entry.
     *
     * @return where to; empty if it is no longer damaged, because another process has stored or finished it meanwhile
     */
    Optional<Path> setAside(Path file) throws IOException {
        FileLock lock = locks.lock(DirectoryOutbox.lockOf(file));
        try {
            DirectoryOutbox.read(file);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DamagedEntryException e) {
            return Optional.of(move(file));
        } finally {
            lock.release();
        }
    }

    private Path move(Path file) throws IOException {
        Path aside = directory.resolve("damaged");
        OwnerOnly.createDirectories(aside);
        Path target = aside.resolve(file.getFileName());
        for (int copy = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); copy++) {
            target = aside.resolve(file.getFileName() + "." + copy);
        }
        return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
