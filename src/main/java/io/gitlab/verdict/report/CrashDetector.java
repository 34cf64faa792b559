package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
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
 * What is left behind when the JVM that ran the tests dies or is stopped: the class it was running, and those after it,
 * have no report at all.
 */
final class CrashDetector {

    private CrashDetector() {}

    /** A warning if the fresh ones of the listed files tell of a crash. */
    static Optional<Finding> in(Path directory, DirectoryListing listing, Predicate<Path> fresh) {
        List<String> signs = new ArrayList<>();
        listing.failsafeSummaries().stream()
                .filter(fresh)
                .map(CrashDetector::complaint)
                .flatMap(Optional::stream)
                .forEach(signs::add);
        listing.dumps().stream()
                .filter(fresh)
                .map(dump -> dump.getFileName().toString())
                .forEach(signs::add);
        return signs.isEmpty() ? Optional.empty() : Optional.of(warning(directory, signs));
    }

    private static Finding warning(Path directory, List<String> signs) {
        return Finding.warning("The JVM that ran the tests of " + directory + " seems to have crashed, or to have been"
                + " stopped (" + String.join(", ", signs) + "): test executions may be missing from its reports."
                + " Read these files for the cause, then run the tests again.");
    }

    private static Optional<String> complaint(Path summary) {
        try (XmlFile xml = XmlFile.open(summary)) {
            return complaint(xml.reader()).map(text -> summary.getFileName() + ": " + text);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            return Optional.of(summary.getFileName() + ": unreadable");
        }
    }

    private static Optional<String> complaint(XMLStreamReader2 xml) throws XMLStreamException {
        String complaint = "";
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                if (XmlElements.attribute(xml, "timeout").equals("true")) {
                    complaint = "timeout";
                } else if (XmlElements.name(xml).equals("failureMessage")) {
                    complaint = (complaint + " " + firstLine(xml)).strip();
                }
            }
        }
        return Optional.of(complaint).filter(text -> !text.isEmpty());
    }

    private static String firstLine(XMLStreamReader2 xml) throws XMLStreamException {
        BoundedText text = new BoundedText(200);
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.hasText()) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        return text.toString().strip().lines().findFirst().orElse("");
    }
}
