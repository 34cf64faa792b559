package io.gitlab.verdict.output;

import io.gitlab.verdict.text.HtmlText;
import java.io.IOException;
import java.io.Writer;

/** Writes trusted markup as it is, and untrusted texts escaped. */
record HtmlWriter(Writer writer) {

    private static final String PLACE = "{}";

    /** Writes the markup with each {@code {}} replaced by the next text, escaped; null is the empty text. */
    HtmlWriter print(String markup, Object... texts) throws IOException {
        int from = 0;
        for (Object text : texts) {
            int place = markup.indexOf(PLACE, from);
            writer.write(markup, from, place - from);
            writer.write(HtmlText.escape(readable(text == null ? "" : text.toString())));
            from = place + PLACE.length();
        }
        writer.write(markup, from, markup.length() - from);
        return this;
    }

    private static String readable(String text) {
        StringBuilder readable = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (unreadable(text.charAt(i))) {
                readable.setCharAt(i, '\uFFFD');
            }
        }
        return readable.toString();
    }

    /** Control characters, and characters that reorder the text around them. */
    private static boolean unreadable(char c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean reorders = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
        return control || reorders;
    }
}
