package io.gitlab.verdict.output;

import java.io.IOException;
import java.io.Writer;

/** Writes markup of ours as it is, and texts of others so that they can only be read. */
record HtmlWriter(Writer writer) {

    private static final String PLACE = "{}";

    /** Writes the markup with each {@code {}} replaced by the next text, escaped; null is written as nothing. */
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

    /** Control characters, and those that reorder the text around them and so make it say something else. */
    private static boolean unreadable(char c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean reorders = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
        return control || reorders;
    }
}
