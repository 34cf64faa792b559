package io.gitlab.verdict.resolve;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of the mapping file.
 *
 * @param pattern the test's name; {@code *} matches any text without a dot, {@code **} any text
 * @param ids the test cases; empty if the tests have none on purpose
 * @param line line number in the file, from 1
 */
record MappingRow(String pattern, List<String> ids, int line) {
    /** The value of a row whose tests have no test case on purpose. */
    static final String NONE = "none";

    private static final Pattern WILDCARD = Pattern.compile("\\*\\*?");

    MappingRow {
        ids = List.copyOf(ids);
    }

    /** Whether the tests have no test case on purpose. */
    boolean exempt() {
        return ids.isEmpty();
    }

    boolean wild() {
        return pattern.contains("*");
    }

    /** The longest text between wildcards, which every matching name contains. */
    String longestLiteral() {
        return Stream.of(pattern.split("\\*"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** The length of the text without wildcards: the longer, the more specific. */
    int literalLength() {
        return pattern.replace("*", "").length();
    }

    Pattern regex() {
        StringBuilder regex = new StringBuilder();
        Matcher wildcard = WILDCARD.matcher(pattern);
        int start = 0;
        while (wildcard.find()) {
            regex.append(Pattern.quote(pattern.substring(start, wildcard.start())))
                    .append(wildcard.group().equals("**") ? ".*" : "[^.]*");
            start = wildcard.end();
        }
        return Pattern.compile(regex + Pattern.quote(pattern.substring(start)), Pattern.DOTALL);
    }
}
