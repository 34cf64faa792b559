package io.gitlab.verdict.report.input;

import java.io.Writer;

/** Collects text up to a limit and discards the rest. */
public final class BoundedText extends Writer {

    private static final String CUT = " [cut]";

    private final StringBuilder text = new StringBuilder();
    private final int limit;
    private boolean cut;

    public BoundedText(int limit) {
        this.limit = limit;
    }

    /** The clean text, cut at the limit. */
    public static String of(String text, int limit) {
        if (text.length() <= limit) {
            return CleanText.of(text);
        }
        BoundedText bounded = new BoundedText(limit);
        bounded.write(text, 0, text.length());
        return bounded.toString();
    }

    public boolean cut() {
        return cut;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        int room = Math.min(limit - text.length(), length);
        text.append(characters, offset, room);
        cut |= room < length;
    }

    @Override
    public void write(String part, int offset, int length) {
        int room = Math.min(limit - text.length(), length);
        text.append(part, offset, offset + room);
        cut |= room < length;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** The clean text, with a mark at its end if some was discarded. */
    @Override
    public String toString() {
        String clean = CleanText.of(text.toString());
        return cut ? clean + CUT : clean;
    }
}
