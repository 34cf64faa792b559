package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.report.input.CleanText;
import io.gitlab.verdict.report.input.InlineText;
import io.gitlab.verdict.report.input.SpooledText;
import io.gitlab.verdict.report.input.Statements;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.input.XmlElements;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Reads the {@code <properties>} of a test case. The value of a property is its attribute {@code value}, or the text of the
 * element, which may have markup.
 *
 * <p>{@code attachment}, {@code attachment1} and so on (Testmo), and {@code testrail_attachment} name a file, or hold it as a
 * {@code data:} URI. {@code testrun_evidence} (Xray) holds files in base64. All others are statements of the test.
 */
final class PropertyParser {

    private static final Pattern ATTACHMENT = Pattern.compile("attachment\\d{0,4}|testrail_attachment");
    private static final String INLINE = "testrun_evidence";
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?!file:)[a-z][a-z0-9+.-]+:.*", Pattern.DOTALL);
    private static final int SCHEME_CHARS = "data:".length();

    private final XMLStreamReader2 xml;
    private final ReportInput input;
    private final Statements statements;
    private final List<EvidenceFile> evidence;

    /**
     * A reader of the properties of one test case.
     *
     * @param statements takes the properties
     * @param evidence takes the files
     */
    PropertyParser(XMLStreamReader2 xml, ReportInput input, Statements statements, List<EvidenceFile> evidence) {
        this.xml = xml;
        this.input = input;
        this.statements = statements;
        this.evidence = evidence;
    }

    /** Reads the current element to its end. */
    void read() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.START_ELEMENT -> {
                    if (XmlElements.name(xml).equals("property")) {
                        readProperty();
                    } else {
                        depth++;
                    }
                }
                default -> {}
            }
        }
    }

    private void readProperty() throws XMLStreamException {
        String name = XmlElements.attribute(xml, "name").strip();
        String key = name.length() > 40 ? "" : name.toLowerCase(Locale.ROOT);
        if (key.equals(INLINE)) {
            readItems();
            return;
        }
        String value = XmlElements.attribute(xml, "value");
        if (ATTACHMENT.matcher(key).matches()) {
            read(name, value, text -> readAttachment(name, text));
        } else {
            BoundedText text = new BoundedText(TextBudget.LABEL_CHARS + 1);
            readText(text);
            statements.add("property", name, value.isEmpty() ? text.toString() : value);
        }
    }

    @FunctionalInterface
    private interface Use {
        void of(Reader text) throws IOException;
    }

    /** Reads the current element to its end; the text may be larger than the heap. */
    private void read(String name, String value, Use use) throws XMLStreamException {
        try (SpooledText spooled = new SpooledText()) {
            readText(spooled);
            try (Reader text = value.isEmpty() ? spooled.reader() : new StringReader(value)) {
                use.of(text);
            }
        } catch (IOException e) {
            input.leaveOut(name, e.getMessage());
        }
    }

    private void readText(Writer target) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> XmlElements.stream(xml, target);
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    private void readItems() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.START_ELEMENT -> {
                    if (XmlElements.name(xml).equals("item")) {
                        readItem();
                    } else {
                        depth++;
                    }
                }
                default -> {}
            }
        }
    }

    private void readItem() throws XMLStreamException {
        String named = CleanText.of(XmlElements.attribute(xml, "name"));
        String name = named.isBlank() ? "evidence" : named;
        read(name, "", text -> input.store(name, InlineText.base64(text)).ifPresent(evidence::add));
    }

    private void readAttachment(String name, Reader text) throws IOException {
        String scheme = beginning(text, SCHEME_CHARS);
        if (InlineText.isDataUri(scheme)) {
            InlineText.dataUri(text)
                    .ifPresentOrElse(
                            uri -> input.store(name + uri.extension(), uri.bytes())
                                    .ifPresent(evidence::add),
                            () -> input.leaveOut(name, "it is not a valid data: URI"));
            return;
        }
        String path = CleanText.of(scheme + upTo(TextBudget.LABEL_CHARS, text)).strip();
        if (ADDRESS.matcher(path).matches()) {
            input.leaveOutAddress(path);
        } else if (path.length() > TextBudget.LABEL_CHARS) {
            input.leaveOut(name, "its path is longer than " + TextBudget.LABEL_CHARS + " characters");
        } else if (!path.isEmpty() && input.budget().takePath(path)) {
            evidence.add(input.named(path));
        }
    }

    /** Without white space at the beginning. */
    private static String beginning(Reader text, int chars) throws IOException {
        int c = text.read();
        while (Character.isWhitespace(c)) {
            c = text.read();
        }
        return c < 0 ? "" : (char) c + upTo(chars - 1, text);
    }

    private static String upTo(int chars, Reader text) throws IOException {
        StringBuilder read = new StringBuilder();
        for (int c = 0; read.length() < chars && (c = text.read()) >= 0; ) {
            read.append((char) c);
        }
        return read.toString();
    }
}
