package io.gitlab.verdict.report.input;

import java.nio.file.Path;

/**
 * The {@code reportNameSuffix} of a report, which Surefire puts in brackets behind the suite's name, behind the class's
 * name in most versions, and behind a dash at the end of the file's name.
 *
 * @param suffix the suffix; empty if there is none
 */
public record Variant(String suffix) {

    public static final Variant NONE = new Variant("");

    /** The variant of a suite, if the file name has it, too: a display name such as {@code Foo (bar)} has none. */
    public static Variant of(String suite, Path file) {
        String stem = file.getFileName().toString().replaceFirst("\\.xml$", "");
        int open = suite.endsWith(")") ? suite.indexOf('(') : -1;
        while (open >= 0) {
            String suffix = suite.substring(open + 1, suite.length() - 1);
            if (!suffix.isEmpty() && stem.endsWith("-" + inFileName(suffix))) {
                return new Variant(suffix);
            }
            open = suite.indexOf('(', open + 1);
        }
        return NONE;
    }

    /** The name without the suffix, if it has it. */
    public String strip(String name) {
        String bracket = "(" + suffix + ")";
        boolean present = !suffix.isEmpty() && name.endsWith(bracket);
        return present ? name.substring(0, name.length() - bracket.length()) : name;
    }

    private static String inFileName(String suffix) {
        return suffix.replaceAll("[\\\\/:*?\"<>|\\x00]", "_");
    }
}
