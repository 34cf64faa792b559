package io.gitlab.verdict.output;

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
            escape(text == null ? "" : text.toString());
            from = place + PLACE.length();
        }
        writer.write(markup, from, markup.length() - from);
        return this;
    }

    private void escape(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> writer.write("&amp;");
                case '<' -> writer.write("&lt;");
                case '>' -> writer.write("&gt;");
                case '"' -> writer.write("&quot;");
                case '\'' -> writer.write("&#39;");
                default -> writer.write(unreadable(c) ? '\uFFFD' : c);
            }
        }
    }

    /** Control characters, and characters that reorder the text around them. */
    private static boolean unreadable(char c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean reorders = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
        return control || reorders;
    }
}
