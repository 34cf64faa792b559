package io.gitlab.verdict.report;

import io.gitlab.verdict.report.input.XmlRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files directly in a report directory, sorted by path. Subdirectories hold TestNG's copies of the same reports.
 *
 * @param files regular files only
 */
record DirectoryListing(List<Path> files) {

    /**
     * The XML files that may be reports.
     *
     * @param reports files named {@code TEST-*.xml}, and files with other names that are test reports
     * @param rootless files with other names that have no root element: reports that were not written completely
     * @param others files with other root elements
     */
    record Candidates(List<Path> reports, List<Path> rootless, List<Path> others) {}

    /**
     * Lists a directory.
     *
     * @throws java.nio.file.NoSuchFileException if it does not exist
     * @throws IOException if it cannot be listed
     */
    static DirectoryListing of(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return new DirectoryListing(
                    entries.filter(Files::isRegularFile).sorted().toList());
        }
    }

    /** Reads the beginning of files that are not named {@code TEST-*.xml}. */
    Candidates candidates() {
        List<Path> reports = new ArrayList<>();
        List<Path> rootless = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path file : files) {
            if (isNamedAsReport(file)) {
                reports.add(file);
            } else if (isXml(file) && !isCompanion(file)) {
                XmlRoot root = XmlRoot.of(file);
                if (root.ofReport()) {
                    reports.add(file);
                } else if (root.missing()) {
                    rootless.add(file);
                } else {
                    others.add(file);
                }
            }
        }
        return new Candidates(reports, rootless, others);
    }

    /** Files that Surefire writes when a fork crashes or corrupts its channel. */
    List<Path> dumps() {
        return files.stream()
                .filter(file -> name(file).endsWith(".dump") || name(file).endsWith(".dumpstream"))
                .toList();
    }

    List<Path> failsafeSummaries() {
        return files.stream()
                .filter(file -> name(file).equals("failsafe-summary.xml"))
                .toList();
    }

    /** Whether a file is a report by its name, as Surefire, Gradle and others write them. */
    static boolean isNamedAsReport(Path file) {
        return name(file).startsWith("TEST-") && isXml(file);
    }

    /** Whether Failsafe or TestNG writes the file beside reports; it holds no test executions in JUnit's format. */
    static boolean isCompanion(Path file) {
        return name(file).startsWith("failsafe-summary") || name(file).startsWith("testng-");
    }

    private static boolean isXml(Path file) {
        return name(file).endsWith(".xml");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
