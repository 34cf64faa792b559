package io.gitlab.verdict.report.input;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The beginning and the end of the output of a test: memory is bounded, however long it is. */
public final class OutputText {

    public static final int HEAD_CHARS = 64 << 10;
    public static final int TAIL_CHARS = 192 << 10;

    private final StringBuilder head = new StringBuilder();
    /** Twice the size of what is kept, so that it is rarely moved. */
    private final StringBuilder tail = new StringBuilder();

    private long chars;

    public void append(char[] characters, int offset, int length) {
        chars += length;
        int first = Math.min(length, HEAD_CHARS - head.length());
        head.append(characters, offset, first);
        int rest = length - first;
        int skipped = Math.max(0, rest - TAIL_CHARS);
        tail.append(characters, offset + first + skipped, rest - skipped);
        if (tail.length() >= 2 * TAIL_CHARS) {
            tail.delete(0, tail.length() - TAIL_CHARS);
        }
    }

    /** The text in UTF-8; where some of it is missing, a line says so. */
    public InputStream bytes() {
        int kept = Math.min(TAIL_CHARS, tail.length());
        long missing = chars - head.length() - kept;
        String cut = missing == 0 ? "" : "\n[" + missing + " characters are left out]\n";
        String text = head + cut + tail.substring(tail.length() - kept);
        return new ByteArrayInputStream(CleanText.of(text).strip().getBytes(StandardCharsets.UTF_8));
    }
}
