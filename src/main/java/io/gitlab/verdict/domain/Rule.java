package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * A rule that finds the test cases of a test execution.
 *
 * @param text its name in files and messages, such as {@code annotation}
 */
public record Rule(String text) {
    public static final Rule MAPPING = new Rule("mapping");
    public static final Rule STATEMENT = new Rule("statement");
    public static final Rule ANNOTATION = new Rule("annotation");
    public static final Rule TAG = new Rule("tag");
    public static final Rule NAME = new Rule("name");

    /** No rule found a test case. */
    public static final Rule NONE = new Rule("none");

    /** The mapping file says that the test has no test case. */
    public static final Rule EXEMPT = new Rule("exempt");

    /** No rule found a test case, and none is expected: the execution is of a class or a configuration method. */
    public static final Rule NO_TEST = new Rule("noTest");

    public Rule {
        requireNonNull(text, "text");
    }

    /** Whether a test case was found. */
    public boolean found() {
        return !equals(NONE) && !equals(NO_TEST) && !equals(EXEMPT);
    }
}
