package io.gitlab.verdict.output;

/** Shortens untrusted texts to one line. */
final class OneLine {
    private static final String UNREADABLE =
            "[\\s\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+";

    private OneLine() {}

    /** The text without line breaks, control characters and reordering characters, cut to that length. */
    static String of(String text, int longest) {
        String line = text.replaceAll(UNREADABLE, " ").strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "\u2026";
    }
}
