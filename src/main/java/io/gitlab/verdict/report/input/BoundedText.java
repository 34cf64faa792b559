package io.gitlab.verdict.report.input;

/** Collects text up to a limit and discards the rest. */
public final class BoundedText {

    private static final String CUT = " [cut]";

    private final StringBuilder text = new StringBuilder();
    private final int limit;
    private boolean cut;

    public BoundedText(int limit) {
        this.limit = limit;
    }

    public BoundedText(String text, int limit) {
        this(limit);
        append(text.toCharArray(), 0, text.length());
    }

    public boolean cut() {
        return cut;
    }

    public void append(char[] characters, int offset, int length) {
        int room = Math.min(limit - text.length(), length);
        text.append(characters, offset, room);
        cut |= room < length;
    }

    /** The clean text, with a mark at its end if some was discarded. */
    @Override
    public String toString() {
        String clean = CleanText.of(text.toString());
        return cut ? clean + CUT : clean;
    }
}
