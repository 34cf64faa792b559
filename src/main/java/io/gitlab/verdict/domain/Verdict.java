package io.gitlab.verdict.domain;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The outcome of a test case in one build, in ascending order of urgency. */
public enum Verdict {
    PASS("Pass"),
    INCONCLUSIVE("Inconclusive"),
    BLOCKED("Blocked"),
    FAIL("Fail"),
    ERROR("Error");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** The text in trackers and messages, such as {@code Pass}. */
    public String text() {
        return text;
    }

    /** The verdict with the text, ignoring case; empty if there is none. */
    public static Optional<Verdict> ofText(String text) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.text.equalsIgnoreCase(text))
                .findFirst();
    }

    /**
     * The verdict of a test case in one build with several verdicts: Error before Fail, Blocked, Inconclusive and Pass.
     *
     * @throws java.util.NoSuchElementException if {@code verdicts} is empty
     */
    public static Verdict mostUrgent(Collection<Verdict> verdicts) {
        return verdicts.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
