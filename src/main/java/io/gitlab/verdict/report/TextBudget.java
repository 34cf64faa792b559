package io.gitlab.verdict.report;

/**
 * How much text of problems is kept: enough for a person, and not more in all than a small heap holds, however many
 * tests fail. Once the budget of all reports together is spent, only the beginning of each text is kept.
 */
final class TextBudget {

    static final int MESSAGE_CHARS = 4 << 10;
    static final int DETAIL_CHARS = 32 << 10;
    private static final int ALL_CHARS = 8 << 20;
    private static final int CHARS_WHEN_SPENT = 200;

    private int left = ALL_CHARS;
    private int leftForPaths = ALL_CHARS / 2;
    private boolean pathsLost;

    boolean spent() {
        return left <= 0;
    }

    /** Whether there is room for another path of an attachment. */
    boolean takePath(String path) {
        boolean room = path.length() <= leftForPaths;
        leftForPaths -= room ? path.length() : 0;
        pathsLost |= !room;
        return room;
    }

    /** Whether there was no room for some path. */
    boolean pathsLost() {
        return pathsLost;
    }

    /** An empty text that takes up to that many characters. */
    BoundedText text(int chars) {
        return new BoundedText(limit(chars));
    }

    /** What is kept of a text. */
    String keep(BoundedText text) {
        String kept = text.toString().strip();
        left = Math.max(0, left - kept.length());
        return kept;
    }

    String keepMessage(String message) {
        return keep(new BoundedText(message, limit(MESSAGE_CHARS)));
    }

    private int limit(int chars) {
        return spent() ? CHARS_WHEN_SPENT : chars;
    }
}
