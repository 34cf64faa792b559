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
    private static final Pattern REST = Pattern.compile(
            TYPES + "(?<index>\\[.*\\](?:\\(\\d+\\))?| \\[[^\\[\\]]*#\\d+\\])?(?<free>(?<=[)\\]}]) .*)?",
            Pattern.DOTALL);

    /** Parses a name without knowing the method name. */
    static TestName parse(String reported) {
        Invocations invocations = new Invocations(reported);
        for (int i = 1; i < reported.length(); i++) {
            if (!isSpace(reported.charAt(i - 1))) {
                if (invocations.startAt(i)) {
                    return new TestName(reported.substring(0, i), Optional.empty(), reported.substring(i), "");
                }
                int end = typesEnd(reported, i);
                if (end > 0 && (end == reported.length() || invocations.startAt(end))) {
                    return new TestName(
                            reported.substring(0, i),
                            Optional.of(reported.substring(i + 1, end - 1)),
                            reported.substring(end),
                            "");
                }
            }
        }
        return new TestName(reported, Optional.empty(), "", "");
    }

    /** The end of parameter types in brackets that begin there; 0 if none do. */
    private static int typesEnd(String text, int start) {
        if ("({".indexOf(text.charAt(start)) < 0) {
            return 0;
        }
        for (int i = start + 1; i < text.length(); i++) {
            if ("(){}".indexOf(text.charAt(i)) >= 0) {
                return ")}".indexOf(text.charAt(i)) >= 0 ? i + 1 : 0;
            }
        }
        return 0;
    }

    /** As the regular expression {@code \\s}. */
    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** Parses a name that begins with a known method name; empty if it does not. */
    static Optional<TestName> parse(String reported, String own) {
        Optional<TestName> exact = parse(reported, own, own);
        return exact.isEmpty() && own.indexOf('(') >= 0
                ? parse(reported, own.replace('(', '{').replace(')', '}'), own)
                : exact;
    }

    /** @param spelling the method name as the report may write it */
    private static Optional<TestName> parse(String reported, String spelling, String own) {
        if (!reported.startsWith(spelling)) {
            return Optional.empty();
        }
        if (reported.length() == spelling.length()) {
            return Optional.of(new TestName(own, Optional.empty(), "", ""));
        }
        return usual(reported, spelling.length(), own).or(() -> unusual(reported, spelling.length(), own));
    }

    /** Whether the character may be the first after the name of a method. */
    static boolean mayFollow(char next) {
        return next == '(' || next == '{' || next == '[' || next == ' ';
    }

    /** Most names have nothing but types and a number: much faster than the regular expression. */
    private static Optional<TestName> usual(String reported, int start, String own) {
        int end = Math.max(start, typesEnd(reported, start));
        if (end < reported.length() && !isNumber(reported, end)) {
            return Optional.empty();
        }
        Optional<String> types = end > start ? Optional.of(reported.substring(start + 1, end - 1)) : Optional.empty();
        return Optional.of(new TestName(own, types, reported.substring(end), ""));
    }

    /** Whether the text there is {@code [2]}, with nothing after it. */
    private static boolean isNumber(String text, int start) {
        int last = text.length() - 1;
        if (last < start + 2 || text.charAt(start) != '[' || text.charAt(last) != ']') {
            return false;
        }
        for (int i = start + 1; i < last; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Optional<TestName> unusual(String reported, int start, String own) {
        Matcher rest = REST.matcher(reported).region(start, reported.length());
        return rest.matches()
                ? Optional.of(
                        of(own, rest, Optional.ofNullable(rest.group("free")).orElse("")))
                : Optional.empty();
    }

    /** The same test with the parameter types from bytecode. */
    TestName withTypes(String known) {
        return types.isPresent() && types.get().equals(known)
                ? this
                : new TestName(base, Optional.of(known), index, free);
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
