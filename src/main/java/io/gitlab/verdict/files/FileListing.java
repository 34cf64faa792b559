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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.codehaus.plexus.util.MatchPattern;

/**
 * Paths below a directory, for matching against patterns. Symbolic links below the directory are listed, but not followed;
 * the directory itself may be one.
 */
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
    private final List<String> gaps;

    private FileListing(Path directory, List<Entry> entries, List<String> gaps) {
        this.directory = directory;
        this.entries = entries;
        this.gaps = gaps;
    }

    /**
     * Lists a directory, including the directory itself, for any patterns. Unreadable directories are skipped.
     *
     * @param depth maximum number of levels
     * @param maxFiles maximum number of files; the listing ends after it
     */
    public static FileListing of(Path directory, int depth, int maxFiles) {
        return of(directory, entry -> true, path -> true, depth, maxFiles);
    }

    /**
     * Lists what patterns match below a directory, including the directory itself. Memory grows with the matches only, and
     * directories in which nothing can match are not visited. Unreadable directories are skipped.
     *
     * @param patterns patterns that start at the directory
     * @param depth maximum number of levels
     * @param maxFiles maximum number of files to look at; the listing ends after it
     */
    public static FileListing of(Path directory, List<AntPattern> patterns, int depth, int maxFiles) {
        return of(directory, patterns, path -> false, depth, maxFiles);
    }

    /**
     * As {@link #of(Path, List, int, int)}, without some directories.
     *
     * @param leftOut the directories below the start that are not visited, by their real paths
     */
    public static FileListing of(
            Path directory, List<AntPattern> patterns, Predicate<Path> leftOut, int depth, int maxFiles) {
        Path start = real(directory);
        return of(
                directory,
                entry -> patterns.stream().anyMatch(pattern -> pattern.matches(entry)),
                path -> patterns.stream().anyMatch(pattern -> pattern.mayMatchBelow(path))
                        && !leftOut.test(start.resolve(path)),
                depth,
                maxFiles);
    }

    private static FileListing of(
            Path directory, Predicate<Entry> wanted, Predicate<Path> descend, int depth, int maxFiles) {
        Path start = real(directory);
        Gaps gaps = new Gaps(directory);
        Collector found = new Collector(start, wanted, descend, maxFiles, gaps);
        try {
            Files.walkFileTree(start, EnumSet.noneOf(FileVisitOption.class), depth, found);
        } catch (IOException e) {
            throw new IllegalStateException("the visitor skips unreadable files", e);
        }
        found.entries.sort(Comparator.comparing(Entry::path));
        return new FileListing(directory, List.copyOf(found.entries), gaps.sentences());
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            // Missing, or below an unreadable directory: the walk shows which.
            return directory;
        }
    }

    /** The matching paths, sorted. */
    public Stream<Path> matching(AntPattern pattern) {
        return entries.stream().filter(pattern::matches).map(entry -> directory.resolve(entry.path()));
    }

    /** What was not looked at and why, in one sentence per reason; empty if the listing is complete. */
    public List<String> gaps() {
        return gaps;
    }

    /** Visits directories; nothing that fails ends the visit. */
    static final class Collector extends SimpleFileVisitor<Path> {
        private final Path directory;
        private final Predicate<Entry> wanted;
        private final Predicate<Path> descend;
        private final int maxFiles;
        private final Gaps gaps;
        private final List<Entry> entries = new ArrayList<>();
        private int files;

        Collector(Path directory, Predicate<Entry> wanted, Predicate<Path> descend, int maxFiles, Gaps gaps) {
            this.directory = directory;
            this.wanted = wanted;
            this.descend = descend;
            this.maxFiles = maxFiles;
            this.gaps = gaps;
        }

        private void add(Path path) {
            Entry entry = Entry.of(directory.relativize(path));
            if (wanted.test(entry)) {
                entries.add(entry);
            }
        }

        private boolean mayMatchBelow(Path visited) {
            return visited.equals(directory) || descend.test(directory.relativize(visited));
        }

        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            add(visited);
            return mayMatchBelow(visited) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        /** Directories arrive here at the greatest depth. */
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (files == maxFiles) {
                gaps.full(maxFiles);
                return FileVisitResult.TERMINATE;
            }
            add(file);
            if (attributes.isDirectory() && mayMatchBelow(file)) {
                gaps.tooDeep(file);
            }
            files++;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!file.equals(directory) || Files.exists(file)) {
                gaps.unreadable(file, e);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException e) {
            if (e != null) {
                gaps.unreadable(visited, e);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
