package io.gitlab.verdict.report;

import javax.xml.stream.XMLStreamReader;

/** Names and attributes of elements, whatever prefix they have. */
final class XmlElements {

    private XmlElements() {}

    static String name(XMLStreamReader xml) {
        String name = xml.getLocalName();
        return name.substring(name.indexOf(':') + 1);
    }

    /** The attribute of the element that the reader stands on; empty when it has none of that name. */
    static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
