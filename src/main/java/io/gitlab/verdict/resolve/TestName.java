package io.gitlab.verdict.resolve;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parsed name of a test in a report.
 *
 * @param base the name without types and invocation
 * @param types the parameter types, as text; empty if the name has none
 * @param index the invocation, such as {@code [2]}; empty if the name has none
 * @param free text that a display name adds at the end; empty if there is none
 */
record TestName(String base, Optional<String> types, String index, String free) {
    // (int, String) or {int, String} of Surefire 2.22
    private static final String TYPES = "(?:[({](?<types>[^(){}]*)[)}])?";
    // [1][2] of JUnit 5, [0: a] of JUnit 4, [1, a](1) of TestNG, " [x: 1, #0]" of Spock
    private static final String INDEX =
            "(?<index>(?:\\[[^\\[\\]]*\\])+|\\[\\d+: .*\\]|\\[.*\\]\\(\\d+\\)| \\[[^\\[\\]]*#\\d+\\])?";
    // A name may contain brackets: only a group at its end holds types.
    private static final Pattern WHOLE = Pattern.compile("(?<base>.*?\\S)" + TYPES + INDEX, Pattern.DOTALL);
    private static final Pattern REST = Pattern.compile(
            TYPES + "(?<index>\\[.*\\](?:\\(\\d+\\))?| \\[[^\\[\\]]*#\\d+\\])?(?<free>(?<=[)\\]}]) .*)?",
            Pattern.DOTALL);

    /** Parses a name without knowing the method name. */
    static TestName parse(String reported) {
        Matcher name = WHOLE.matcher(reported);
        return name.matches() ? of(name.group("base"), name, "") : new TestName(reported, Optional.empty(), "", "");
    }

    /** Parses a name that begins with a known method name; empty if it does not. */
    static Optional<TestName> parse(String reported, String own) {
        return Stream.of(own, own.replace('(', '{').replace(')', '}'))
                .filter(reported::startsWith)
                .map(prefix -> REST.matcher(reported).region(prefix.length(), reported.length()))
                .filter(Matcher::matches)
                .map(rest ->
                        of(own, rest, Optional.ofNullable(rest.group("free")).orElse("")))
                .findFirst();
    }

    /** The same test with the parameter types from bytecode. */
    TestName withTypes(String known) {
        return new TestName(base, Optional.of(known), index, free);
    }

    /** The names that a row of the mapping file may use: of the invocation, then of the overload, then of the test. */
    List<String> forms() {
        return Stream.of(typed() + index, base + index, typed(), base)
                .distinct()
                .toList();
    }

    /** The test without its invocation: {@code adds(int)}. */
    String folded() {
        return types.filter(String::isEmpty).isPresent() ? base : typed();
    }

    private String typed() {
        return types.map(text -> base + "(" + text + ")").orElse(base);
    }

    private static TestName of(String base, Matcher parts, String free) {
        return new TestName(
                base,
                Optional.ofNullable(parts.group("types")),
                Optional.ofNullable(parts.group("index")).orElse(""),
                free);
    }
}
