package io.gitlab.verdict.domain;

import java.util.Locale;

/** The ways to find the test cases of a test execution, in the order in which they are tried. */
public enum Rule {
    MAPPING,
    ANNOTATION,
    NAME,
    /** No rule found a test case. */
    NONE;

    /** The lower-case word used in files, such as {@code annotation}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
