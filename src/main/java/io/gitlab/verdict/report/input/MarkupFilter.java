package io.gitlab.verdict.report.input;

import java.io.FilterReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;

/**
 * Rejects XML with an extremely long tag or entity reference, which the parser would hold in memory. Texts, CDATA sections
 * and comments may have any length: the parser streams them.
 *
 * <p>Turns a tag without a name into text: for a test that is skipped in a re-run, Surefire before 3.0.0-M6 writes
 * {@code < message="reason"/>} or {@code </>}.
 */
public final class MarkupFilter extends FilterReader {

    /** The message of a failure is an attribute and may hold a whole document; anything longer is an attack or a dump. */
    public static final int MAX_CHARS = 2 << 20;

    private enum State {
        TEXT,
        REFERENCE,
        OPENED,
        TAG,
        QUOTED,
        DECLARED,
        INSTRUCTION,
        CDATA,
        COMMENT,
        DECLARATION
    }

    private State state = State.TEXT;
    private char quote;
    private char last;
    private char lastButOne;
    private int length;

    public MarkupFilter(Reader in) {
        super(new PushbackReader(in, 2));
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        int read = in.read(buffer, offset, count);
        int end = offset + read;
        for (int i = offset; i < end; i++) {
            if (buffer[i] == '<' && state == State.TEXT && nameless(buffer, i + 1, end)) {
                buffer[i] = ' ';
            }
            follow(buffer[i]);
        }
        return read;
    }

    private boolean nameless(char[] buffer, int next, int end) throws IOException {
        int known = Math.min(2, end - next);
        String tag = new String(buffer, next, known) + peek(2 - known);
        return tag.equals("/>") || !tag.isEmpty() && Character.isWhitespace(tag.charAt(0));
    }

    private String peek(int count) throws IOException {
        StringBuilder ahead = new StringBuilder();
        int c = 0;
        while (ahead.length() < count && (c = in.read()) >= 0) {
            ahead.append((char) c);
        }
        ((PushbackReader) in).unread(ahead.toString().toCharArray());
        return ahead.toString();
    }

    private void follow(char c) throws IOException {
        State next = next(c);
        length = next == State.TAG || next == State.QUOTED || next == State.REFERENCE ? length + 1 : 0;
        if (length > MAX_CHARS) {
            throw new IOException("a tag or entity reference is longer than " + MAX_CHARS + " characters");
        }
        state = next;
        lastButOne = last;
        last = c;
    }

    private State next(char c) {
        return switch (state) {
            case TEXT -> inText(c);
            case REFERENCE -> c == ';' || c == '<' || c == ' ' ? inText(c) : State.REFERENCE;
            case OPENED -> c == '!' ? State.DECLARED : c == '?' ? State.INSTRUCTION : inTag(c);
            case TAG -> inTag(c);
            case QUOTED -> c == quote ? State.TAG : State.QUOTED;
            case DECLARED -> c == '[' ? State.CDATA : c == '-' ? State.COMMENT : State.DECLARATION;
            case INSTRUCTION -> c == '>' && last == '?' ? State.TEXT : state;
            case CDATA -> endsWith(']', c) ? State.TEXT : state;
            case COMMENT -> endsWith('-', c) ? State.TEXT : state;
            case DECLARATION -> c == '>' ? State.TEXT : state;
        };
    }

    private static State inText(char c) {
        return switch (c) {
            case '<' -> State.OPENED;
            case '&' -> State.REFERENCE;
            default -> State.TEXT;
        };
    }

    private State inTag(char c) {
        if (c == '"' || c == '\'') {
            quote = c;
            return State.QUOTED;
        }
        return c == '>' ? State.TEXT : State.TAG;
    }

    private boolean endsWith(char twice, char c) {
        return c == '>' && last == twice && lastButOne == twice;
    }
}
