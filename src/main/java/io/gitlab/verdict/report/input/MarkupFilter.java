package io.gitlab.verdict.report.input;

import java.io.IOException;
import java.io.Reader;

/**
 * Makes the characters of a report acceptable to an XML parser, so that one of them in a test's output does not cost the
 * rest of the file:
 *
 * <ul>
 *   <li>Characters that XML 1.0 forbids become U+FFFD: no Surefire version escapes U+FFFE and U+FFFF. NUL, which pads a
 *       file on a full disk, becomes a space.
 *   <li>References to such characters, such as {@code &#0;}, become U+FFFD. Two references to the halves of a surrogate pair,
 *       which the XML writers of JDK 8 make of an emoji, become that character.
 *   <li>A tag without a name becomes text: for a test that is skipped in a re-run, Surefire before 3.0.0-M6 writes
 *       {@code < message="reason"/>} or {@code </>}.
 * </ul>
 *
 * <p>Rejects an extremely long tag or entity reference, which the parser would hold in memory. Texts, CDATA sections and
 * comments may have any length: the parser streams them.
 */
final class MarkupFilter extends Reader {

    /** The message of a failure is an attribute and may hold a whole document; anything longer is an attack or a dump. */
    static final int MAX_CHARS = 2 << 20;

    private static final int MAX_REFERENCE_CHARS = 1 << 10;
    private static final int BUFFER_CHARS = 32 << 10;

    /** Divides a long CDATA section: the parser holds one in memory for a caller that asks for its text. */
    private static final String SPLIT = "]]><![CDATA[";

    private static final String CDATA = "<![CDATA[";

    private enum Part {
        TEXT(CharacterKinds.IN_TEXT),
        TAG(CharacterKinds.IN_TAG),
        QUOTES(CharacterKinds.IN_QUOTES),
        CDATA(CharacterKinds.IN_CDATA),
        COMMENT(CharacterKinds.IN_COMMENT),
        INSTRUCTION(CharacterKinds.IN_INSTRUCTION),
        DECLARATION(CharacterKinds.IN_DECLARATION);

        private final int kinds;

        Part(int kind) {
            kinds = kind | CharacterKinds.UNFIT;
        }
    }

    private final Reader in;
    private final char[] buffer = new char[BUFFER_CHARS];
    private int limit;
    private boolean ended;

    /** Where the next character to filter is. */
    private int raw;

    /** Filtered characters that are not in their final place yet begin here, and end at {@link #raw}. */
    private int unmoved;

    /** Filtered characters in their final place that were not read yet: from {@code start} to {@code ready}. */
    private int start;

    private int ready;

    private Part part = Part.TEXT;
    private char quote;
    private int tagLength;
    private boolean malformed;

    MarkupFilter(Reader in) {
        this.in = in;
    }

    /** Whether there were bytes so far that are not of the file's encoding. */
    boolean malformed() {
        return malformed;
    }

    @Override
    public int read(char[] target, int offset, int count) throws IOException {
        while (start == ready) {
            if (ended && raw == limit) {
                return -1;
            }
            fill();
        }
        int length = Math.min(count, ready - start);
        System.arraycopy(buffer, start, target, offset, length);
        start += length;
        return length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void fill() throws IOException {
        int head = part == Part.CDATA ? SPLIT.length() : 0;
        int rest = limit - raw;
        System.arraycopy(buffer, raw, buffer, head, rest);
        int read = in.read(buffer, head + rest, BUFFER_CHARS - head - rest);
        ended = read < 0;
        limit = head + rest + Math.max(read, 0);
        SPLIT.getChars(0, head, buffer, 0);
        raw = head;
        unmoved = head;
        start = ended ? head : 0;
        ready = head;
        filter();
        move();
    }

    /** Filters in the buffer, since the result is never longer. Stops before markup that needs more characters. */
    private void filter() throws IOException {
        boolean enough = true;
        while (enough) {
            advance(CharacterKinds.find(buffer, raw, limit, part.kinds));
            int next = raw < limit ? decide(buffer[raw]) : raw;
            enough = next > raw;
            advance(next);
        }
    }

    private void advance(int next) throws IOException {
        if (part == Part.TAG || part == Part.QUOTES) {
            tagLength += next - raw;
            if (tagLength > MAX_CHARS) {
                throw new IOException("a tag is longer than " + MAX_CHARS + " characters");
            }
        }
        raw = next;
    }

    /** The position up to which the characters are decided; that of the next one if more characters are needed. */
    private int decide(char c) throws IOException {
        if (CharacterKinds.is(c, CharacterKinds.UNFIT)) {
            malformed |= c == CharacterKinds.MALFORMED;
            buffer[raw] = c == 0 ? ' ' : CharacterKinds.REPLACEMENT;
            return raw + 1;
        }
        return switch (part) {
            case TEXT -> c == '<' ? open() : reference();
            case TAG -> inTag(c);
            case QUOTES -> c == '&' ? reference() : inQuotes(c);
            case CDATA -> end("]]>");
            case COMMENT -> end("-->");
            case INSTRUCTION -> end("?>");
            case DECLARATION -> end(">");
        };
    }

    private int open() {
        if (limit - raw < CDATA.length() && !ended) {
            return raw;
        }
        if (nameless()) {
            buffer[raw] = ' ';
            return raw + 1;
        }
        part = opened();
        tagLength = 0;
        return switch (part) {
            case CDATA -> raw + CDATA.length();
            case COMMENT -> raw + "<!-".length();
            default -> raw + 1;
        };
    }

    private boolean nameless() {
        return raw + 1 < limit && buffer[raw + 1] <= ' ' || follows("</>");
    }

    private Part opened() {
        if (follows("<?")) {
            return Part.INSTRUCTION;
        }
        if (!follows("<!")) {
            return Part.TAG;
        }
        return follows(CDATA) ? Part.CDATA : follows("<!-") ? Part.COMMENT : Part.DECLARATION;
    }

    private int inTag(char c) {
        part = c == '>' ? Part.TEXT : Part.QUOTES;
        quote = c;
        return raw + 1;
    }

    private int inQuotes(char c) {
        part = c == quote ? Part.TAG : Part.QUOTES;
        return raw + 1;
    }

    private int end(String mark) {
        if (limit - raw < mark.length() && !ended) {
            return raw;
        }
        boolean ends = follows(mark);
        part = ends ? Part.TEXT : part;
        return raw + (ends ? mark.length() : 1);
    }

    private boolean follows(String text) {
        int length = text.length();
        boolean equal = length <= limit - raw;
        for (int i = 0; equal && i < length; i++) {
            equal = buffer[raw + i] == text.charAt(i);
        }
        return equal;
    }

    private int reference() throws IOException {
        if (limit - raw < 2 && !ended) {
            return raw;
        }
        return follows("&#") ? numbered() : named();
    }

    private int named() throws IOException {
        int most = Math.min(limit, raw + MAX_REFERENCE_CHARS);
        int end = raw + 1;
        while (end < most && ";<>&\"' \t\r\n".indexOf(buffer[end]) < 0) {
            end++;
        }
        if (end == raw + MAX_REFERENCE_CHARS) {
            throw new IOException("an entity reference is longer than " + MAX_REFERENCE_CHARS + " characters");
        }
        return end == limit && !ended ? raw : end;
    }

    private int numbered() {
        CharacterReference first = numberedAt(raw);
        if (first.valid()) {
            return first.end();
        }
        CharacterReference second = first.highSurrogate() ? numberedAt(first.end()) : first;
        if (second.end() > limit - 2 && !ended) {
            return raw;
        }
        boolean pair = second.lowSurrogate() && second != first;
        move();
        buffer[ready++] = pair ? (char) first.value() : CharacterKinds.REPLACEMENT;
        if (pair) {
            buffer[ready++] = (char) second.value();
        }
        unmoved = pair ? second.end() : first.end();
        return unmoved;
    }

    private CharacterReference numberedAt(int position) {
        return CharacterReference.at(buffer, position, Math.min(limit, position + MAX_REFERENCE_CHARS));
    }

    private void move() {
        if (ready != unmoved) {
            System.arraycopy(buffer, unmoved, buffer, ready, raw - unmoved);
        }
        ready += raw - unmoved;
        unmoved = raw;
    }
}
