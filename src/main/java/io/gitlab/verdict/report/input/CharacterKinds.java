package io.gitlab.verdict.report.input;

/** A table that shows in one step which characters of an XML file need a decision, and in which part of a document. */
final class CharacterKinds {

    static final char REPLACEMENT = '\uFFFD';

    /** What the decoder writes for bytes that are not of the file's encoding: a character that no text has. */
    static final char MALFORMED = '\uFDD0';

    /** Forbidden in XML 1.0, or {@link #MALFORMED}. */
    static final int UNFIT = 1;

    static final int IN_TEXT = 1 << 1;
    static final int IN_TAG = 1 << 2;
    static final int IN_QUOTES = 1 << 3;
    static final int IN_CDATA = 1 << 4;
    static final int IN_COMMENT = 1 << 5;
    static final int IN_INSTRUCTION = 1 << 6;
    static final int IN_DECLARATION = 1 << 7;

    private static final byte[] KINDS = new byte[1 << Character.SIZE];

    static {
        for (char c = 0; c < ' '; c++) {
            mark(c, c == '\t' || c == '\n' || c == '\r' ? 0 : UNFIT);
        }
        mark(MALFORMED, UNFIT);
        mark('\uFFFE', UNFIT);
        mark('\uFFFF', UNFIT);
        mark('<', IN_TEXT);
        mark('&', IN_TEXT | IN_QUOTES);
        mark('"', IN_TAG | IN_QUOTES);
        mark('\'', IN_TAG | IN_QUOTES);
        mark('>', IN_TAG | IN_DECLARATION);
        mark(']', IN_CDATA);
        mark('-', IN_COMMENT);
        mark('?', IN_INSTRUCTION);
    }

    private CharacterKinds() {}

    /** The first position from which on there is a character of one of the kinds; the limit if there is none. */
    static int find(char[] characters, int from, int limit, int kinds) {
        int i = from;
        while (i < limit && (KINDS[characters[i]] & kinds) == 0) {
            i++;
        }
        return i;
    }

    static boolean is(char c, int kind) {
        return (KINDS[c] & kind) != 0;
    }

    private static void mark(char c, int kinds) {
        KINDS[c] = (byte) kinds;
    }
}
