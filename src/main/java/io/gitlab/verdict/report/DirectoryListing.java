package io.gitlab.verdict.report;

import io.gitlab.verdict.report.input.XmlElements;
import io.gitlab.verdict.report.input.XmlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The files directly in a report directory, sorted by path. Subdirectories hold TestNG's copies of the same reports.
 *
 * @param files regular files only
 */
record DirectoryListing(List<Path> files) {

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

    /** Files named {@code TEST-*.xml}; if there is none, files with other names that are test reports. */
    List<Path> reports() {
        List<Path> named = files.stream()
                .filter(file -> name(file).startsWith("TEST-") && isXml(file))
                .toList();
        return named.isEmpty()
                ? files.stream().filter(DirectoryListing::isOtherReport).toList()
                : named;
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

    private static boolean isOtherReport(Path file) {
        String name = name(file);
        return isXml(file)
                && !name.startsWith("failsafe-summary")
                && !name.startsWith("testng-")
                && hasReportRoot(file);
    }

    private static boolean hasReportRoot(Path file) {
        try (XmlFile xml = XmlFile.open(file)) {
            XMLStreamReader2 reader = xml.reader();
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // Skip the prolog.
            }
            return ReportParser.SUITES.contains(XmlElements.name(reader));
        } catch (IOException | XMLStreamException | RuntimeException e) {
            // The directory may hold any file; one that is not XML is not a test report.
            return false;
        }
    }

    private static boolean isXml(Path file) {
        return name(file).endsWith(".xml");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
