package io.gitlab.verdict.tracker;

import io.gitlab.verdict.text.HtmlText;
import java.util.regex.Pattern;

/** Text from tests that a tracker's pages may take for markup. */
public final class Escaped {
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\uFFFE\\uFFFF]|\\p{Cs}");

    private Escaped() {}

    /** The text without characters that no page shows, and with those of markup as HTML entities. */
    public static String of(String text) {
        return HtmlText.escapeContent(NOT_SHOWN.matcher(text).replaceAll(""));
    }
}
