package io.gitlab.verdict.report.supplement;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A unique id of the JUnit Platform that ends with a test method of JUnit Jupiter, such as
 * {@code [engine:junit-jupiter]/[class:demo.CartTest]/[test-template:pays(java.lang.String)]/[test-template-invocation:#2]}.
 *
 * @param method name of the method
 * @param parameters simple names of its parameter types
 * @param invocations numbers of the invocations, from the outermost element to the test
 */
public record PlatformId(String method, List<String> parameters, List<Integer> invocations) {
    private static final int MOST_CHARS = 4 << 10;
    private static final Pattern SEGMENT = Pattern.compile("([a-z-]{1,40}):(.*)", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile("([^()]++)\\(([^()]*+)\\)");
    private static final Pattern INVOCATION = Pattern.compile("#(\\d{1,9})");
    private static final List<String> METHODS = List.of("method", "test-template", "test-factory");
    private static final String ARRAYS = "ZBCDFIJS";
    private static final List<String> PRIMITIVES =
            List.of("boolean", "byte", "char", "double", "float", "int", "long", "short");

    public PlatformId {
        parameters = List.copyOf(parameters);
        invocations = List.copyOf(invocations);
    }

    /** Parses the id; empty if it is not that of a test method. */
    public static Optional<PlatformId> parse(String id) {
        if (id.length() > MOST_CHARS || !id.startsWith("[") || !id.endsWith("]")) {
            return Optional.empty();
        }
        String method = "";
        List<Integer> invocations = new ArrayList<>();
        for (String one : id.substring(1, id.length() - 1).split("]/\\[")) {
            var segment = SEGMENT.matcher(one);
            if (!segment.matches()) {
                return Optional.empty();
            }
            var number = INVOCATION.matcher(segment.group(2));
            if (METHODS.contains(segment.group(1))) {
                method = decoded(segment.group(2));
            } else if (number.matches()) {
                invocations.add(Integer.parseInt(number.group(1)));
            }
        }
        var parts = METHOD.matcher(method);
        return parts.matches()
                ? Optional.of(new PlatformId(parts.group(1), simpleNames(parts.group(2)), invocations))
                : Optional.empty();
    }

    /** The test as Surefire names it: {@code pays(String)[2]}. */
    public String testName() {
        String indices = invocations.stream().map(one -> "[" + one + "]").collect(Collectors.joining());
        boolean bare = parameters.isEmpty() && indices.isEmpty();
        return bare ? method : method + "(" + String.join(", ", parameters) + ")" + indices;
    }

    private static List<String> simpleNames(String types) {
        return types.isBlank()
                ? List.of()
                : Stream.of(types.split(","))
                        .map(String::strip)
                        .map(PlatformId::simpleName)
                        .toList();
    }

    /** Arrays are written as {@code [I} and {@code [Ljava.lang.String;}. */
    private static String simpleName(String type) {
        int dimensions = (int) type.chars().takeWhile(c -> c == '[').count();
        String element = type.substring(dimensions).replaceFirst(";$", "");
        int primitive = dimensions > 0 && element.length() == 1 ? ARRAYS.indexOf(element) : -1;
        String simple = primitive >= 0
                ? PRIMITIVES.get(primitive)
                : element.substring(Math.max(element.lastIndexOf('.'), element.lastIndexOf('$')) + 1);
        return simple + "[]".repeat(dimensions);
    }

    /** Brackets, slashes, colons and percent signs of values are encoded. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
