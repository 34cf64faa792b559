package io.gitlab.verdict.report.input;

/**
 * A reference to a character, such as {@code &#10;} or {@code &#xD83D;}, in a buffer.
 *
 * @param end position after the reference
 * @param value the number; larger than any character if it is missing or too large
 * @param closed whether it ends with a semicolon
 */
record CharacterReference(int end, int value, boolean closed) {

    private static final int TOO_LARGE = Character.MAX_CODE_POINT + 1;

    /** Reads the reference at a position, at most up to the limit; an empty one if there is none. */
    static CharacterReference at(char[] characters, int start, int limit) {
        if (start + 1 >= limit || characters[start] != '&' || characters[start + 1] != '#') {
            return new CharacterReference(start, TOO_LARGE, false);
        }
        int digits = start + 2;
        boolean hexadecimal = digits < limit && characters[digits] == 'x';
        digits += hexadecimal ? 1 : 0;
        int radix = hexadecimal ? 16 : 10;
        int value = 0;
        int i = digits;
        while (i < limit && digit(characters[i], radix) >= 0) {
            value = Math.min(value * radix + digit(characters[i], radix), TOO_LARGE);
            i++;
        }
        boolean closed = i < limit && characters[i] == ';';
        return new CharacterReference(closed ? i + 1 : i, i == digits ? TOO_LARGE : value, closed);
    }

    /** Whether the XML parser accepts it: control characters other than NUL are removed later, with their context. */
    boolean valid() {
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return closed && value > 0 && value < TOO_LARGE && !surrogate && value != 0xFFFE && value != 0xFFFF;
    }

    boolean highSurrogate() {
        return closed && value >= Character.MIN_HIGH_SURROGATE && value <= Character.MAX_HIGH_SURROGATE;
    }

    boolean lowSurrogate() {
        return closed && value >= Character.MIN_LOW_SURROGATE && value <= Character.MAX_LOW_SURROGATE;
    }

    private static int digit(char c, int radix) {
        return c < 128 ? Character.digit(c, radix) : -1;
    }
}
