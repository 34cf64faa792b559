package io.gitlab.verdict.tracker.rally.result;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Escaped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the Notes of a result: escaped HTML of at most 32,768 characters, markup included, with a marker at the end.
 * The marker holds the key, which identifies a result that Rally stored without its test case.
 */
public final class NotesHtml {
    /** Rally counts the markup as well. */
    private static final int LONGEST = 32_768;

    private static final String CUT = "<br />... (cut)";
    private static final Pattern MARKER = Pattern.compile("verdict: (\\S+) (\\S+Z)");

    private NotesHtml() {}

    static String write(String text, ResultKey key) {
        String marker = marker(key);
        String body = escape(text);
        int room = LONGEST - marker.length();
        return (body.length() <= room ? body : cut(body, room - CUT.length()) + CUT) + marker;
    }

    /** Whether the Notes hold that text uncut. */
    public static boolean holdsWhole(String text, ResultKey key) {
        return escape(text).length() + marker(key).length() <= LONGEST;
    }

    private static String marker(ResultKey key) {
        return "<p>verdict: " + key.testCase() + " " + key.date() + "</p>";
    }

    /**
     * Inserts a paragraph of plain text before stored notes. Notes that are too long are cut before the marker at the
     * end.
     */
    public static String before(String text, String stored) {
        String paragraph = "<p>" + escape(text) + "</p>";
        int room = LONGEST - paragraph.length();
        if (stored.length() <= room) {
            return paragraph + stored;
        }
        int marked = stored.lastIndexOf("<p>verdict: ");
        String end = marked < 0 ? "" : stored.substring(marked);
        return paragraph + cut(stored, room - CUT.length() - end.length()) + CUT + end;
    }

    /** The key in the marker of stored notes. */
    public static Optional<ResultKey> key(String notes) {
        Matcher marker = MARKER.matcher(notes);
        Optional<ResultKey> last = Optional.empty();
        while (marker.find()) {
            last = key(marker.group(1), marker.group(2));
        }
        return last;
    }

    private static Optional<ResultKey> key(String testCase, String date) {
        try {
            return Optional.of(new ResultKey(testCase, Instant.parse(date)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String escape(String text) {
        return Escaped.of(text).replace("\"", "&quot;").replace("\n", "<br />");
    }

    /** Does not cut through an entity or a tag. */
    private static String cut(String html, int length) {
        int end = length;
        int open = Math.max(html.lastIndexOf('&', end - 1), html.lastIndexOf('<', end - 1));
        int close = Math.max(html.lastIndexOf(';', end - 1), html.lastIndexOf('>', end - 1));
        if (open > close && end - open < 8) {
            end = open;
        }
        return html.substring(0, Character.isHighSurrogate(html.charAt(end - 1)) ? end - 1 : end);
    }
}
