package io.gitlab.verdict.report.input;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.osgi.InputFactoryProviderImpl;
import io.gitlab.verdict.domain.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final int PARSER_BUFFER_CHARS = 16 << 10;

    /** One for all files, because it shares the names of elements between them. */
    private static final XMLInputFactory2 FACTORY = factory();

    private final Path path;
    private final XmlEncoding encoding;
    private final MarkupFilter characters;
    private final XMLStreamReader2 reader;

    private XmlFile(Path path, XmlEncoding encoding, MarkupFilter characters, XMLStreamReader2 reader) {
        this.path = path;
        this.encoding = encoding;
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
        InputStream bytes = Files.newInputStream(path);
        try {
            byte[] head = bytes.readNBytes(XmlEncoding.HEAD_BYTES);
            XmlEncoding encoding = XmlEncoding.of(head);
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), bytes);
            MarkupFilter characters = new MarkupFilter(new InputStreamReader(all, encoding.decoder()));
            return new XmlFile(
                    path, encoding, characters, (XMLStreamReader2) FACTORY.createXMLStreamReader(characters));
        } catch (IOException | XMLStreamException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** What of the part that was read so far may be wrong because of the file's encoding. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        encoding.unknown()
                .ifPresent(name -> findings.add(Finding.warning("Report " + path + " declares the encoding " + name
                        + ", which Java does not support: it is read as UTF-8. Write it in UTF-8.")));
        if (characters.malformed()) {
            findings.add(Finding.warning("Report " + path + " has bytes that are not valid in " + encoding.charset()
                    + ", in which it is read " + encoding.origin() + ": they are read as U+FFFD, so names and"
                    + " texts may differ. Write the report in the encoding that it declares."));
        }
        return findings;
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
        factory.setProperty(WstxInputProperties.P_INPUT_BUFFER_LENGTH, PARSER_BUFFER_CHARS);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MarkupFilter.MAX_CHARS);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        return factory;
    }
}
