package io.gitlab.verdict.report.testng;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.report.input.XmlElements;
import io.gitlab.verdict.report.input.XmlFile;
import io.gitlab.verdict.report.input.XmlRoot;
import io.gitlab.verdict.report.supplement.SupplementReading;
import io.gitlab.verdict.report.testng.TestNgMethod.Place;
import io.gitlab.verdict.text.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** Reads one {@code testng-results.xml} as a stream. */
final class TestNgParser {
    static final String SOURCE = "TestNG";
    static final String ROOT = "testng-results";
    private static final int MOST_CHARS = 4 << 10;
    private static final int MOST_GROUPS = 50;

    private final Path file;
    private final SupplementReading reading;
    private final Map<List<String>, Set<String>> groups = new HashMap<>();
    private final Map<Place, Integer> rows = new HashMap<>();
    private String suite = "";
    private String test = "";
    private String className = "";
    private String group = "";
    private boolean groupsCut;
    private final Sample cut = new Sample();
    private int methods;

    TestNgParser(Path file, SupplementReading reading) {
        this.file = file;
        this.reading = reading;
    }

    /** Reads as much as possible; damage is a finding. */
    void parse() {
        Optional<Finding> other = XmlRoot.require(ROOT, file);
        if (other.isPresent()) {
            reading.add(other.get());
            return;
        }
        try (XmlFile xml = XmlFile.open(file)) {
            read(xml.reader());
            xml.findings().forEach(reading::add);
        } catch (XMLStreamException | IOException e) {
            damage(e);
        } catch (RuntimeException e) {
            // Woodstox parses lazily, and then throws WstxLazyException with the original exception as its cause.
            damage(e.getCause() instanceof XMLStreamException cause ? cause : e);
        }
        if (!cut.isEmpty()) {
            reading.add(Finding.warning(
                    "Tests in report " + file + " have more than " + TestNgMethod.MOST_PARAMETERS + " parameters: "
                            + cut + ". The others are left out, so the tests may not be found in other reports."));
        }
        if (groupsCut) {
            reading.add(Finding.warning("Report " + file + " has tests in more than " + MOST_GROUPS
                    + " groups: the last ones are left out, and ids in them are not found."));
        }
    }

    private void damage(Exception e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        reading.add(Finding.error("Report " + file + " is damaged: " + reason + ". The " + methods
                + " tests before the damage get their ids and evidence from it. Run the tests again."));
    }

    private void read(XMLStreamReader2 xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                readElement(xml);
            }
        }
    }

    private void readElement(XMLStreamReader2 xml) throws XMLStreamException {
        switch (XmlElements.name(xml)) {
            case ROOT, "groups" -> {
                // Their children follow.
            }
            case "suite" -> suite = attribute(xml, "name");
            case "test" -> test = attribute(xml, "name");
            case "class" -> className = attribute(xml, "name");
            case "group" -> group = reading.budget().keepLabel(XmlElements.attribute(xml, "name"));
            case "method" -> addGroup(attribute(xml, "class"), attribute(xml, "name"));
            case "test-method" -> readMethod(xml);
            default -> xml.skipElement();
        }
    }

    private void addGroup(String owner, String method) {
        Set<String> known = groups.computeIfAbsent(List.of(owner, method), key -> new LinkedHashSet<>());
        if (known.size() == MOST_GROUPS) {
            groupsCut = true;
        } else if (!group.isEmpty()) {
            known.add(group);
        }
    }

    private void readMethod(XMLStreamReader2 xml) throws XMLStreamException {
        if (XmlElements.attribute(xml, "is-config").equals("true")) {
            xml.skipElement();
            return;
        }
        Place place = new Place(suite, test, className, attribute(xml, "signature"));
        TestNgMethod method = new TestNgMethod(xml, place, reading.budget());
        method.readChildren(xml);
        int row = rows.getOrDefault(place, 0) + 1;
        // A run that is retried is followed by another one of the same row.
        if (!method.retried()) {
            rows.put(place, row);
        }
        Set<String> tags = groups.getOrDefault(List.of(className, method.name()), Set.of());
        reading.add(method.asSupplement(reading.module(), row, tags, file));
        methods++;
        if (method.cut()) {
            cut.add(className + "." + method.name());
        }
    }

    static String attribute(XMLStreamReader2 xml, String name) {
        return BoundedText.of(XmlElements.attribute(xml, name), MOST_CHARS);
    }
}
