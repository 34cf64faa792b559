package io.gitlab.verdict.report.input;

import java.util.regex.Pattern;

/**
 * Removes control characters from texts of reports: they are unreadable, and trackers reject them.
 *
 * <p>Surefire writes control characters as literal text: a reader of its attributes sees {@code &#27;}, one of its CDATA
 * sections {@code &amp#27;}. Both forms, the characters themselves, and terminal colour sequences are removed.
 */
public final class CleanText {

    private static final Pattern CLEAN = Pattern.compile("[^\\p{Cc}\\p{Cs}&\\x{FFFD}]*+");
    private static final Pattern COLOUR = Pattern.compile("(?:[\\x1B\\x{FFFD}]|&(?:amp)?#27;)\\[[0-9;?]{0,20}[A-Za-z]");
    /** All below 32 but tab, line feed and carriage return. */
    private static final Pattern ESCAPED_CONTROL = Pattern.compile("&(?:amp)?#(?:[0-8]|1[124-9]|2\\d|3[01]);");

    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n]]");

    private CleanText() {}

    public static String of(String text) {
        if (CLEAN.matcher(text).matches()) {
            return text;
        }
        String colourless = COLOUR.matcher(text).replaceAll("");
        String unescaped = ESCAPED_CONTROL.matcher(colourless).replaceAll("");
        return UNFIT.matcher(unescaped).replaceAll("");
    }
}
