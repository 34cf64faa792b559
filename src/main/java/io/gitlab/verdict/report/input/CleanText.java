package io.gitlab.verdict.report.input;

import java.util.regex.Pattern;

/**
 * Removes control characters from texts of reports: they are unreadable, and trackers reject them.
 *
 * <p>Surefire writes control characters as literal text: a reader of its attributes sees {@code &#27;}, one of its CDATA
 * sections {@code &amp#27;}. Both forms, the characters themselves, and terminal colour sequences are removed.
 */
public final class CleanText {

    private static final Pattern COLOUR = Pattern.compile("(?:[\\x1B\\x{FFFD}]|&(?:amp)?#27;)\\[[0-9;?]{0,20}[A-Za-z]");
    /** All below 32 but tab, line feed and carriage return. */
    private static final Pattern ESCAPED_CONTROL = Pattern.compile("&(?:amp)?#(?:[0-8]|1[124-9]|2\\d|3[01]);");

    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n]]");

    private CleanText() {}

    public static String of(String text) {
        return isClean(text) ? text : cleaned(text);
    }

    /** Most texts are clean, and a regular expression would take longer than all else that reads them. */
    private static boolean isClean(String text) {
        int length = text.length();
        int i = 0;
        while (i < length && isClean(text.charAt(i), i + 1 < length ? text.charAt(i + 1) : ' ')) {
            i++;
        }
        return i == length;
    }

    private static boolean isClean(char c, char next) {
        if (c < 0x7F) {
            return c >= ' ' && (c != '&' || next != '#' && next != 'a') || c == '\n' || c == '\t';
        }
        return c >= 0xA0 && !Character.isSurrogate(c) && c != CharacterKinds.REPLACEMENT;
    }

    private static String cleaned(String text) {
        String colourless = COLOUR.matcher(text).replaceAll("");
        String unescaped = ESCAPED_CONTROL.matcher(colourless).replaceAll("");
        return UNFIT.matcher(unescaped).replaceAll("");
    }
}
