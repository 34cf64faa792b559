package io.gitlab.verdict.report.input;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Replaces characters that XML 1.0 forbids, so that one of them in a test's output does not make the whole report
 * unreadable: no Surefire version escapes U+FFFE and U+FFFF. NUL, which pads a file on a full disk, becomes a space.
 */
public final class LegalCharacters extends FilterReader {

    public static final char REPLACEMENT = '\uFFFD';

    public LegalCharacters(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int c = in.read();
        return c < 0 ? c : legal((char) c);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            buffer[i] = legal(buffer[i]);
        }
        return count;
    }

    private static char legal(char c) {
        if (c == 0) {
            return ' ';
        }
        boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
        return control || c >= '\uFFFE' ? REPLACEMENT : c;
    }
}
