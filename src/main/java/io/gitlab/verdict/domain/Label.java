package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

/**
 * A text about one test execution, besides its name, that may hold ids of test cases.
 *
 * @param kind the kind of text
 * @param source the report that has it, such as {@code Allure}, for messages
 * @param key the name of the property, report entry or link; empty for tags and display names
 * @param text the text, clean and bounded; of a tag without {@code @}
 * @param distance of a tag: 0 if the execution itself has it, 1 if the enclosing element has it, and so on; else 0
 */
public record Label(Kind kind, String source, String key, String text, int distance) {
    /** The kinds of labels. */
    public enum Kind {
        /** The test states it about this invocation: testcase property, report entry, Allure link, output marker. */
        STATEMENT,
        TAG,
        DISPLAY_NAME
    }

    public Label {
        requireNonNull(kind, "kind");
        requireNonNull(source, "source");
        requireNonNull(key, "key");
        requireNonNull(text, "text");
    }

    /** A statement of the test, such as {@code statement("property", "test_id", "TC12")}. */
    public static Label statement(String source, String key, String text) {
        return new Label(Kind.STATEMENT, source, key, text, 0);
    }

    /** A tag at that distance. */
    public static Label tag(String source, String text, int distance) {
        return new Label(Kind.TAG, source, "", text, distance);
    }

    /** The name that a person reads. */
    public static Label displayName(String source, String text) {
        return new Label(Kind.DISPLAY_NAME, source, "", text, 0);
    }
}
