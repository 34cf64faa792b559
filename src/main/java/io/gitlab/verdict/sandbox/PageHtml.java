package io.gitlab.verdict.sandbox;

import io.gitlab.verdict.text.HtmlText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of the web page. Stored text is escaped; markup in rich text is shown as plain text. */
public final class PageHtml {
    /** In place of a table without rows. */
    public static final String NOTHING = "<p class=\"none\">None yet.</p>";

    private static final int ROWS = 200;

    private PageHtml() {}

    /** A page of the sandbox with this body. */
    public static Reply page(String body) {
        return Reply.html(
                200,
                "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width\"><title>Verdict sandbox</title>"
                        + "<link rel=\"stylesheet\" href=\"/style.css\"></head><body>"
                        + "<header><h1><a href=\"/\">Verdict sandbox</a></h1>"
                        + "<form action=\"/build\"><label>Build <input name=\"name\" required></label>"
                        + " <button>Search</button></form></header><main>" + body
                        + "</main><footer>An embedded tracker. Nothing here has left this machine.</footer></body></html>");
    }

    /** The text of rich text, escaped: without tags, with line breaks. */
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

    /** A link to the page of a build; empty for no build. */
    public static String buildLink(String build) {
        return build.isEmpty() ? "" : "<a href=\"" + buildPath(build) + "\">" + HtmlText.escape(build) + "</a>";
    }

    /** The path of the page of a build. */
    public static String buildPath(String build) {
        return "/build?name=" + URLEncoder.encode(build, StandardCharsets.UTF_8);
    }

    /** A verdict, coloured by its kind: pass, fail, error, blocked or other. */
    public static String verdict(String kind, String verdict) {
        return verdict.isEmpty() ? "" : "<span class=\"verdict " + kind + "\">" + HtmlText.escape(verdict) + "</span>";
    }

    /** A row of a table. */
    public static String row(String... cells) {
        return Stream.of(cells).collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>\n"));
    }

    /** A table of these rows. */
    public static String table(List<String> heads, String rows) {
        String head = heads.stream().collect(Collectors.joining("</th><th>", "<tr><th>", "</th></tr>"));
        return "<table><thead>" + head + "</thead><tbody>" + rows + "</tbody></table>";
    }

    /**
     * One page of a long table, with links to the previous and the next page.
     *
     * @param page counted from 1
     * @param link its URL, to which a parameter can be appended
     */
    public static <T> String table(List<String> heads, List<T> items, int page, String link, Function<T, String> row) {
        if (items.isEmpty()) {
            return NOTHING;
        }
        String rows =
                items.stream().skip((page - 1L) * ROWS).limit(ROWS).map(row).collect(Collectors.joining());
        return table(heads, rows) + pages(items.size(), page, link);
    }

    private static String pages(int count, int page, String link) {
        int last = (count - 1) / ROWS + 1;
        String previous =
                page > 1 ? "<a href=\"" + HtmlText.escape(link) + "page=" + (page - 1) + "\">Previous</a> " : "";
        String next = page < last ? " <a href=\"" + HtmlText.escape(link) + "page=" + (page + 1) + "\">Next</a>" : "";
        return last == 1 ? "" : "<p class=\"pages\">" + previous + "Page " + page + " of " + last + next + "</p>";
    }
}
