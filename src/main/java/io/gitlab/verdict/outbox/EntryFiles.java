package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The directories with the attachments of entries: reads them, and deletes those that no entry names. */
final class EntryFiles {
    /** Entries are not trusted: they must not name a directory elsewhere. */
    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{36}\\" + DirectoryOutbox.FILES);

    private final Path outbox;
    private final Locks locks;

    EntryFiles(Path outbox, Locks locks) {
        this.outbox = outbox;
        this.locks = locks;
    }

    /** Empty if the file is missing or its hash is wrong. */
    Optional<InputStream> open(String files, Attachment attachment) throws IOException {
        Path directory = outbox.resolve(files);
        Path file = directory.resolve(attachment.sha256());
        if (!NAME.matcher(files).matches()
                || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!sha256(in).equals(attachment.sha256())) {
                return Optional.empty();
            }
        }
        return Optional.of(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static String sha256(InputStream bytes) throws IOException {
        MessageDigest digest = Sha256.digest();
        new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
        return Sha256.hex(digest);
    }

    /**
     * Deletes directories that no entry names and no process fills. Locks them before it reads the entries: a process that
     * held the lock has stored its entry by then, or died.
     */
    void tidy() throws IOException {
        Map<Path, FileLock> claimed = new TreeMap<>();
        try {
            for (Path directory : list("*" + DirectoryOutbox.FILES)) {
                locks.tryLock(directory.getFileName().toString()).ifPresent(lock -> claimed.put(directory, lock));
            }
            Optional<Set<String>> named = claimed.isEmpty() ? Optional.empty() : named();
            for (Path directory : claimed.keySet()) {
                if (named.isPresent()
                        && !named.get().contains(directory.getFileName().toString())) {
                    delete(directory);
                }
            }
        } finally {
            for (FileLock lock : claimed.values()) {
                lock.release();
            }
        }
    }

    /** Empty if an entry cannot be read: it may name any of them. */
    private Optional<Set<String>> named() throws IOException {
        Set<String> named = new HashSet<>();
        for (Path entry : list("*" + DirectoryOutbox.ENTRY)) {
            try {
                named.add(DirectoryOutbox.read(entry).files());
            } catch (NoSuchFileException e) {
                // Finished in the meantime.
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }

    private List<Path> list(String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(outbox)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(outbox, glob)) {
                stream.forEach(found::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return found;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(directory);
    }
}
