package io.gitlab.verdict.text;

/** Escapes text for HTML. */
public final class HtmlText {
    private HtmlText() {}

    /** Text for content and for attributes in either kind of quotes. */
    public static String escape(String text) {
        return escapeContent(text).replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** Text for content only: quotes stay as they are. */
    public static String escapeContent(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
