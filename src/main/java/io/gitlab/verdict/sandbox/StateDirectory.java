package io.gitlab.verdict.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A state directory that this sandbox alone uses until it is closed. */
final class StateDirectory implements Closeable {
    private static final String ADDRESS = "address";

    private final Path path;
    private final FileChannel lock;

    private StateDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the directory; creates it if necessary.
     *
     * @throws SandboxInUseException if another sandbox uses it
     */
    static StateDirectory take(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new SandboxInUseException(path, address(path));
        }
        return new StateDirectory(path, channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Optional<URI> address(Path path) {
        try {
            return Optional.of(URI.create(Files.readString(path.resolve(ADDRESS))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Stores the URL of this sandbox, for processes that find the directory in use. */
    void publish(URI url) throws IOException {
        Files.writeString(path.resolve(ADDRESS), url.toString());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
