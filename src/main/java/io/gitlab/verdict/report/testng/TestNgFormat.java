package io.gitlab.verdict.report.testng;

import io.gitlab.verdict.report.input.XmlElements;
import io.gitlab.verdict.report.input.XmlFile;
import io.gitlab.verdict.report.supplement.SupplementFormat;
import io.gitlab.verdict.report.supplement.SupplementReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * TestNG's {@code testng-results.xml}, which TestNG writes beside Surefire's reports up to Surefire 3.5. Only this file has what
 * tests log with {@code Reporter.log}.
 */
public final class TestNgFormat implements SupplementFormat {
    @Override
    public String title() {
        return TestNgParser.SOURCE;
    }

    @Override
    public int order() {
        return 400;
    }

    @Override
    public List<String> filesInBuildDirectory() {
        return List.of("**/testng-results.xml");
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        if (!file.getFileName().toString().endsWith(".xml")) {
            return false;
        }
        try (XmlFile xml = XmlFile.open(file)) {
            XMLStreamReader2 reader = xml.reader();
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // Skip the prolog.
            }
            return XmlElements.name(reader).equals(TestNgParser.ROOT);
        } catch (XMLStreamException | RuntimeException e) {
            // Not XML.
            return false;
        }
    }

    @Override
    public void read(List<Path> files, SupplementReading reading) {
        files.forEach(file -> new TestNgParser(file, reading).parse());
    }
}
