package io.gitlab.verdict.report.input;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.osgi.InputFactoryProviderImpl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * An open XML file from an untrusted source: nothing outside the file is read, no entity is expanded, and memory is
 * bounded. Supports several documents in one file, any encoding and any characters.
 */
public final class XmlFile implements AutoCloseable {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_ATTRIBUTES = 40;
    private static final int HEAD_BYTES = 256;
    private static final Pattern DECLARED_ENCODING =
            Pattern.compile("\\A\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.-]+)[\"']");

    private final Reader characters;
    private final XMLStreamReader2 reader;

    private XmlFile(Reader characters, XMLStreamReader2 reader) {
        this.characters = characters;
        this.reader = reader;
    }

    /**
     * Opens the file at its beginning.
     *
     * @throws IOException if it cannot be read
     * @throws XMLStreamException if its beginning is not XML
     */
    public static XmlFile open(Path path) throws IOException, XMLStreamException {
        Reader characters = characters(Files.newInputStream(path));
        try {
            return new XmlFile(characters, (XMLStreamReader2) factory().createXMLStreamReader(characters));
        } catch (XMLStreamException | RuntimeException e) {
            characters.close();
            throw e;
        }
    }

    public XMLStreamReader2 reader() {
        return reader;
    }

    @Override
    public void close() throws IOException {
        characters.close();
    }

    /**
     * Always Woodstox, even if the class path has another StAX implementation: only Woodstox streams large CDATA
     * sections.
     */
    private static XMLInputFactory2 factory() {
        // The provider, because WstxInputFactory makes javac warn about an annotation that Woodstox does not ship.
        XMLInputFactory2 factory = new InputFactoryProviderImpl().createInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // Prefixes have no meaning in reports, and some tools do not declare them.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(WstxInputProperties.P_INPUT_PARSING_MODE, WstxInputProperties.PARSING_MODE_DOCUMENTS);
        factory.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MarkupFilter.MAX_CHARS);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        return factory;
    }

    private static Reader characters(InputStream file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file);
        bytes.mark(HEAD_BYTES);
        byte[] head = bytes.readNBytes(HEAD_BYTES);
        bytes.reset();
        return new MarkupFilter(new LegalCharacters(new InputStreamReader(bytes, encoding(head))));
    }

    /** The XML recommendation, appendix F: byte order mark, then the pattern of {@code <?}, then the declaration. */
    private static Charset encoding(byte[] head) {
        int first = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | head[1] & 0xFF;
        return switch (first) {
            case 0xFEFF, 0xFFFE -> StandardCharsets.UTF_16;
            case 0x003C -> StandardCharsets.UTF_16BE;
            case 0x3C00 -> StandardCharsets.UTF_16LE;
            default -> declared(new String(head, StandardCharsets.ISO_8859_1));
        };
    }

    private static Charset declared(String head) {
        Matcher declaration = DECLARED_ENCODING.matcher(head);
        // A declaration that is readable byte by byte is not in UTF-16 or UTF-32, even if it names one of them.
        if (!declaration.find() || declaration.group(1).toUpperCase(Locale.ROOT).matches("UTF-?(16|32).*")) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declaration.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
