package io.gitlab.verdict.text;

/** Escapes text for HTML. */
public final class HtmlText {
    private HtmlText() {}

    /** Escapes text for content and for attributes in single or double quotes. */
    public static String escape(String text) {
        return escapeContent(text).replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** Escapes text for content only: leaves quotes unchanged. */
    public static String escapeContent(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
