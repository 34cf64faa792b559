package io.gitlab.verdict.outbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Durable files and directories that only their owner can read, where the file system supports that. */
final class OwnerOnly {
    private OwnerOnly() {}

    static FileAttribute<?>[] file(Path path) {
        return permissions(path, "rw-------");
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return posix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Leaves a directory that exists as it is. */
    static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.getParent() != null) {
            createDirectories(directory.getParent());
        }
        try {
            Files.createDirectory(directory, permissions(directory, "rwx------"));
            sync(directory.getParent());
        } catch (FileAlreadyExistsException e) {
            // Another process has created it, or it is no directory.
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /** Syncs the directory, so that added, changed and removed names survive a power failure. */
    static void sync(Path directory) throws IOException {
        // Windows cannot open a directory, and needs no sync of names.
        if (posix(directory)) {
            // An interrupt would close the channel instead.
            boolean interrupted = Thread.interrupted();
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
