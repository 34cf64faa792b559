package io.gitlab.verdict.report.input;

import java.io.IOException;
import java.io.Reader;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The text of the current element, with the text of all elements in it, as a stream: it may be larger than the heap. The
 * parser must not be used otherwise until {@link #close}, which moves it to the end of the element.
 */
public final class ElementText extends Reader {

    private final XMLStreamReader2 xml;
    private int depth = 1;
    private int position;
    private int left;
    private XmlDamage damage;

    /** The text of the element whose start is the current event. */
    public ElementText(XMLStreamReader2 xml) {
        this.xml = xml;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (left == 0) {
            if (!advance()) {
                return -1;
            }
        }
        int count = Math.min(left, length);
        System.arraycopy(xml.getTextCharacters(), position, buffer, offset, count);
        position += count;
        left -= count;
        return count;
    }

    /** Skips the rest of the element. */
    @Override
    public void close() throws IOException {
        while (advance()) {
            left = 0;
        }
    }

    /** @return whether the element has not ended */
    private boolean advance() throws IOException {
        if (damage != null) {
            throw damage;
        }
        if (depth == 0) {
            return false;
        }
        try {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    position = xml.getTextStart();
                    left = xml.getTextLength();
                }
                default -> {}
            }
        } catch (XMLStreamException e) {
            damage = new XmlDamage(e);
            throw damage;
        }
        return depth > 0;
    }

    /** The element cannot be read to its end. */
    public static final class XmlDamage extends IOException {
        private static final long serialVersionUID = 1;

        XmlDamage(XMLStreamException cause) {
            super(cause);
        }

        /** What the parser found. */
        public XMLStreamException damage() {
            return (XMLStreamException) getCause();
        }
    }
}
