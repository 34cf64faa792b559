package io.gitlab.verdict.report;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Refuses XML with a tag or an entity reference of absurd length, which the parser would hold as a whole. Texts, CDATA
 * sections and comments may have any length: the parser streams them.
 */
final class BoundedMarkup extends FilterReader {

    /** A failure's message can be the text of a whole document, and is an attribute; more is an attack or a dump. */
    static final int MAX_CHARS = 2 << 20;

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

    BoundedMarkup(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int c = in.read();
        if (c >= 0) {
            follow((char) c);
        }
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        int read = in.read(buffer, offset, count);
        for (int i = offset; i < offset + read; i++) {
            follow(buffer[i]);
        }
        return read;
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
