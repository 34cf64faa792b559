package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.report.input.XmlElements;
import io.gitlab.verdict.report.input.XmlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Detects that the JVM that ran the tests crashed or was stopped. The class that it was running, and all later classes,
 * then have no report.
 */
final class CrashDetector {

    private CrashDetector() {}

    /** A warning if a file that is not stale is a sign of a crash. */
    static Optional<Finding> in(Path directory, DirectoryListing listing, Predicate<Path> fresh) {
        List<String> signs = new ArrayList<>();
        listing.failsafeSummaries().stream()
                .filter(fresh)
                .map(CrashDetector::message)
                .flatMap(Optional::stream)
                .forEach(signs::add);
        listing.dumps().stream()
                .filter(fresh)
                .filter(dump -> !ForkOutput.only(dump))
                .map(dump -> dump.getFileName().toString())
                .forEach(signs::add);
        return signs.isEmpty() ? Optional.empty() : Optional.of(warning(directory, signs));
    }

    private static Finding warning(Path directory, List<String> signs) {
        return Finding.warning("The JVM that ran the tests of " + directory + " probably crashed or was stopped ("
                + String.join(", ", signs) + "): test executions may be missing from its reports. See these files for"
                + " the cause, then run the tests again.");
    }

    private static Optional<String> message(Path summary) {
        try (XmlFile xml = XmlFile.open(summary)) {
            return message(xml.reader()).map(text -> summary.getFileName() + ": " + text);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            return Optional.of(summary.getFileName() + ": unreadable");
        }
    }

    private static Optional<String> message(XMLStreamReader2 xml) throws XMLStreamException {
        String message = "";
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                if (XmlElements.attribute(xml, "timeout").equals("true")) {
                    message = "timeout";
                } else if (XmlElements.name(xml).equals("failureMessage")) {
                    message = (message + " " + firstLine(xml)).strip();
                }
            }
        }
        return Optional.of(message).filter(text -> !text.isEmpty());
    }

    private static String firstLine(XMLStreamReader2 xml) throws XMLStreamException {
        BoundedText text = new BoundedText(200);
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isCharacters() || xml.getEventType() == XMLStreamConstants.CDATA) {
                XmlElements.stream(xml, text);
            }
        }
        return text.toString().strip().lines().findFirst().orElse("");
    }
}
