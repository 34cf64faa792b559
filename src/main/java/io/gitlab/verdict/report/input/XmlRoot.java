package io.gitlab.verdict.report.input;

import io.gitlab.verdict.domain.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The root element of a file, which identifies its format.
 *
 * @param name the root element; empty if the file has none
 * @param text what the file is, as a clause for messages, such as {@code its root element is <project>}
 */
public record XmlRoot(String name, String text) {

    /** The root elements of JUnit XML reports. */
    public static final Set<String> SUITES = Set.of("testsuite", "testsuites");

    /** Reads the beginning of the file. */
    public static XmlRoot of(Path file) {
        try (XmlFile xml = XmlFile.open(file)) {
            return of(xml.reader());
        } catch (IOException e) {
            return new XmlRoot("", "it cannot be read: " + e);
        } catch (XMLStreamException | RuntimeException e) {
            return new XmlRoot("", file.toFile().length() == 0 ? "it is empty" : "it is not XML");
        }
    }

    private static XmlRoot of(XMLStreamReader2 reader) throws XMLStreamException {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            // Skip the prolog.
        }
        return named(XmlElements.name(reader));
    }

    /** An error if the root element of a file is another one. */
    public static Optional<Finding> require(String expected, Path file) {
        XmlRoot root = of(file);
        if (root.name().equals(expected)) {
            return Optional.empty();
        }
        String other = root.missing() ? "" : ", not <" + expected + ">";
        return Optional.of(Finding.error("Report " + file + " is not read: " + root.text() + other
                + ". Run the tests again, or remove the file."));
    }

    /** That root element. */
    public static XmlRoot named(String name) {
        return new XmlRoot(name, "its root element is <" + name + ">");
    }

    /** Whether it is the root of a JUnit XML report. */
    public boolean ofReport() {
        return SUITES.contains(name);
    }

    /** Whether the file has no root element. A report is written at its end, so it was perhaps not written completely. */
    public boolean missing() {
        return name.isEmpty();
    }
}
