package io.gitlab.verdict.resolve.ids;

/** A text that a regular expression may read a limited number of times: bounds the time of an expression with backtracking. */
final class StepLimitedText implements CharSequence {
    private static final int STEPS_PER_CHARACTER = 1000;

    private final String text;
    private long steps;

    StepLimitedText(String text) {
        this.text = text;
        this.steps = (long) STEPS_PER_CHARACTER * (text.length() + 100);
    }

    /** @throws SlowPatternException if the text was read too often */
    @Override
    public char charAt(int index) {
        if (--steps < 0) {
            throw new SlowPatternException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
