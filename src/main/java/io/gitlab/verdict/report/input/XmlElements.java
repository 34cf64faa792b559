package io.gitlab.verdict.report.input;

import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamReader2;

/** Names, attributes and texts of elements, without prefixes. */
public final class XmlElements {

    private XmlElements() {}

    public static String name(XMLStreamReader xml) {
        String name = xml.getLocalName();
        return name.substring(name.indexOf(':') + 1);
    }

    /** An attribute of the current element; empty if absent. */
    public static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /**
     * Passes the current text or CDATA section on in pieces: all other methods hold a CDATA section in memory.
     *
     * @throws XMLStreamException if the text is damaged
     */
    public static void stream(XMLStreamReader2 xml, Writer target) throws XMLStreamException {
        try {
            xml.getText(target, false);
        } catch (IOException e) {
            throw new XMLStreamException(e);
        }
    }
}
