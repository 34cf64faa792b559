package io.gitlab.verdict.report.input;

import javax.xml.stream.XMLStreamReader;

/** Names and attributes of elements, without prefixes. */
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
}
