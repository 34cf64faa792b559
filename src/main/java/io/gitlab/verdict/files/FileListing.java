package io.gitlab.verdict.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.codehaus.plexus.util.MatchPattern;

/** All paths below a directory, for matching against many patterns. Symbolic links are not followed. */
public final class FileListing {

    /** A path relative to the directory, tokenized for the matcher. */
    record Entry(Path path, char[][] names) {
        static Entry of(Path path) {
            String text = AntPattern.literal(path.toString());
            return new Entry(
                    path,
                    Stream.of(MatchPattern.tokenizePathToString(text, File.separator))
                            .map(String::toCharArray)
                            .toArray(char[][]::new));
        }
    }

    private final Path directory;
    private final List<Entry> entries;

    private FileListing(Path directory, List<Entry> entries) {
        this.directory = directory;
        this.entries = entries;
    }

    /**
     * Lists a directory, including the directory itself. Unreadable directories are skipped.
     *
     * @param depth maximum number of levels
     * @param maxFiles maximum number of files; the listing ends after it
     */
    public static FileListing of(Path directory, int depth, int maxFiles) {
        Collector found = new Collector(directory, maxFiles);
        try {
            Files.walkFileTree(directory, EnumSet.noneOf(FileVisitOption.class), depth, found);
        } catch (IOException e) {
            throw new IllegalStateException("the visitor skips unreadable files", e);
        }
        found.entries.sort(Comparator.comparing(Entry::path));
        return new FileListing(directory, List.copyOf(found.entries));
    }

    /** The matching paths, sorted. */
    public Stream<Path> matching(AntPattern pattern) {
        return entries.stream().filter(pattern::matches).map(entry -> directory.resolve(entry.path()));
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path directory;
        private final int maxFiles;
        private final List<Entry> entries = new ArrayList<>();
        private int files;

        Collector(Path directory, int maxFiles) {
            this.directory = directory;
            this.maxFiles = maxFiles;
        }

        private void add(Path path) {
            entries.add(Entry.of(directory.relativize(path)));
        }

        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            add(visited);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            add(file);
            files++;
            return files < maxFiles ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
