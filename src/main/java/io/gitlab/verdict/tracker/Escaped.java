package io.gitlab.verdict.tracker;

import io.gitlab.verdict.text.HtmlText;
import java.util.regex.Pattern;

/** Escapes text from tests that a tracker's pages may interpret as markup. */
public final class Escaped {
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\uFFFE\\uFFFF]|\\p{Cs}");

    private Escaped() {}

    /** The text without unprintable characters, and with markup characters as HTML entities. */
    public static String of(String text) {
        return HtmlText.escapeContent(NOT_SHOWN.matcher(text).replaceAll(""));
    }
}
