package io.gitlab.verdict.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Locks by name, which end with the process. Each is one byte of the same file, at a position derived from the name. With
 * one file per name, two processes could lock two files of that name while one of the files is deleted.
 */
final class Locks implements Closeable {
    private final Path file;
    private FileChannel channel;

    Locks(Path file) {
        this.file = file;
    }

    /** Waits until the lock is free; only for locks that are held during one file operation. */
    FileLock lock(String name) throws IOException {
        Optional<FileLock> lock = tryLock(name);
        while (lock.isEmpty()) {
            Thread.onSpinWait();
            lock = tryLock(name);
        }
        return lock.get();
    }

    /** Empty if it is held already, even by another thread of this process. */
    Optional<FileLock> tryLock(String name) throws IOException {
        long position =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits() >>> 1;
        try {
            return Optional.ofNullable(channel().tryLock(position, 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /** One channel for all locks: closing any channel of a file may end all locks of the process on it. */
    private synchronized FileChannel channel() throws IOException {
        if (channel == null) {
            OwnerOnly.createDirectories(file.getParent());
            channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file(file));
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
