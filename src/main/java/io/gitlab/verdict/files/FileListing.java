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

/** Everything below a directory, to be matched against many patterns. Links are not followed. */
public final class FileListing {

    /** A path below the directory, prepared for the matcher. */
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
     * Lists a directory, itself included. A directory that cannot be read is left out.
     *
     * @param depth how many levels down
     * @param most how many files; after them the listing ends
     */
    public static FileListing of(Path directory, int depth, int most) {
        Collector found = new Collector(directory, most);
        try {
            Files.walkFileTree(directory, EnumSet.noneOf(FileVisitOption.class), depth, found);
        } catch (IOException e) {
            throw new IllegalStateException("the visitor skips what cannot be read", e);
        }
        found.entries.sort(Comparator.comparing(Entry::path));
        return new FileListing(directory, List.copyOf(found.entries));
    }

    /** The paths that match, in order. */
    public Stream<Path> matching(AntPattern pattern) {
        return entries.stream().filter(pattern::matches).map(entry -> directory.resolve(entry.path()));
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path directory;
        private final int most;
        private final List<Entry> entries = new ArrayList<>();
        private int files;

        Collector(Path directory, int most) {
            this.directory = directory;
            this.most = most;
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
            return files < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
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
