package io.gitlab.verdict.sandbox;

import io.gitlab.verdict.text.HtmlText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text in pages: everything from outside is escaped, markup in notes is shown as the text it holds. */
public final class Html {
    private Html() {}

    /** The text in rich text, escaped: tags are dropped, and line breaks kept. */
    public static String plain(String richText) {
        String text = richText.replaceAll("(?i)<(?:br|/p|/div|/tr|/li)[^>]*>", "\n")
                .replaceAll("<[/!]?[A-Za-z][^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        return HtmlText.escape(text.strip());
    }

    /** A link to what is held of a build; empty for none. */
    public static String buildLink(String build) {
        String encoded = URLEncoder.encode(build, StandardCharsets.UTF_8);
        return build.isEmpty() ? "" : "<a href=\"/build?name=" + encoded + "\">" + HtmlText.escape(build) + "</a>";
    }
}
