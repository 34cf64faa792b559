package io.gitlab.verdict.domain;

import java.util.Arrays;
import java.util.Locale;

/** The rules that find the test cases of a test execution, in the order in which they are applied. */
public enum Rule {
    MAPPING,
    ANNOTATION,
    NAME,
    /** No rule found a test case. */
    NONE,
    /** No rule found a test case, and none is expected: the execution is of a class or a configuration method. */
    NO_TEST;

    /** The word used in files, such as {@code annotation}. */
    public String text() {
        return this == NO_TEST ? "noTest" : name().toLowerCase(Locale.ROOT);
    }

    /** The rule with that word. */
    public static Rule ofText(String text) {
        return Arrays.stream(values())
                .filter(rule -> rule.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown rule " + text));
    }

    /** Whether a test case was found. */
    public boolean found() {
        return this != NONE && this != NO_TEST;
    }
}
