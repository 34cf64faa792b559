package io.gitlab.verdict.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The directories and report files that were read, each by its real path: symbolic links and patterns may repeat them. */
final class SeenFiles {
    private final Set<Path> directories = new HashSet<>();
    private final Set<Path> withReports = new HashSet<>();
    private final Set<Path> files = new HashSet<>();

    /** The real directory of a file. */
    static Path directoryOf(Path file) {
        return real(file.toAbsolutePath().getParent());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // Deleted or unreadable: reading it reports the problem.
            return path.toAbsolutePath().normalize();
        }
    }

    /** Whether the directory, a real path, is new. */
    boolean addDirectory(Path directory) {
        return directories.add(directory);
    }

    /** Whether the directory, a real path, was read as a whole. */
    boolean directory(Path directory) {
        return directories.contains(directory);
    }

    /**
     * Whether a report file is new.
     *
     * @param directory real path of its directory
     */
    boolean add(Path directory, Path file) {
        withReports.add(directory);
        return files.add(Files.isSymbolicLink(file) ? real(file) : directory.resolve(file.getFileName()));
    }

    /** Whether a report was found directly in the directory, a real path. */
    boolean holdsReports(Path directory) {
        return withReports.contains(directory);
    }

    /** Whether TestNG repeats in this directory, a real path, the tests of the reports that were read above it. */
    boolean isCopyOfTestNg(Path directory) {
        Path above = directory.getParent();
        return above != null && withReports.contains(above) && Files.exists(above.resolve("testng-results.xml"));
    }
}
