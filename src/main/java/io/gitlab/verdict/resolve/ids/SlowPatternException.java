package io.gitlab.verdict.resolve.ids;

/** A regular expression takes too many steps to search a text. */
public final class SlowPatternException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SlowPatternException() {
        super("the pattern takes too many steps", null, false, false);
    }
}
