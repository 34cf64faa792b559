package io.gitlab.verdict.resolve;

import io.gitlab.verdict.resolve.bytecode.TestMethod;
import io.gitlab.verdict.resolve.bytecode.TypeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the methods that match a reported test name. */
final class MethodMatcher {
    private static final Pattern FEATURE_VARIABLE = Pattern.compile("#\\w+(?:\\.\\w+(?:\\(\\))?)*");

    private static final Pattern TYPE_SEPARATOR = Pattern.compile(",\\s*");

    private final List<TestMethod> methods;
    private final Map<String, List<TestMethod>> byName = new HashMap<>();
    private final boolean bracketed;
    private final int longest;

    /** @param methods those of one class */
    MethodMatcher(List<TestMethod> methods) {
        this.methods = methods;
        this.bracketed =
                methods.stream().anyMatch(found -> found.method().name().indexOf('(') >= 0);
        int length = 0;
        for (TestMethod method : methods) {
            String name = method.method().name();
            byName.merge(key(name), List.of(method), MethodMatcher::joined);
            length = Math.max(length, name.length());
        }
        this.longest = length;
    }

    /**
     * The methods that match a name.
     *
     * @param siblings the names of all executions of the same class
     */
    MethodMatch match(String reported, Supplier<ReportedNames> siblings) {
        List<Hit> named = named(reported);
        if (!named.isEmpty()) {
            return choose(named, reported, siblings);
        }
        return Stream.<BiFunction<TestMethod, String, Optional<TestName>>>of(
                        MethodMatcher::asFeature, MethodMatcher::asUnrolledFeature, MethodMatcher::asDisplayName)
                .map(reading -> hits(methods, reported, reading))
                .filter(hits -> !hits.isEmpty())
                .findFirst()
                .map(hits -> choose(hits, reported, siblings))
                .orElseGet(() -> MethodMatch.none(reported));
    }

    private static List<TestMethod> joined(List<TestMethod> some, List<TestMethod> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Surefire may write a name with brackets with braces instead. */
    private String key(String name) {
        return bracketed ? name.replace('(', '{').replace(')', '}') : name;
    }

    /** @param types the simple names of the method's parameter types */
    private record Hit(TestMethod method, TestName name, String types) {
        static Hit of(TestMethod method, TestName name) {
            return new Hit(method, name, method.method().simpleTypes());
        }

        boolean takesNothing() {
            return method.method().parameterTypes().isEmpty();
        }
    }

    /** In Kotlin, a name may contain brackets: the longest matching method name counts. */
    private List<Hit> named(String reported) {
        String key = key(reported);
        for (int end = Math.min(longest, reported.length()); end > 0; end--) {
            if (end == reported.length() || TestName.mayFollow(reported.charAt(end))) {
                List<Hit> hits = hits(
                        byName.getOrDefault(key.substring(0, end), List.of()),
                        reported,
                        (found, name) -> TestName.parse(name, found.method().name()));
                if (!hits.isEmpty()) {
                    return hits;
                }
            }
        }
        return List.of();
    }

    private static List<Hit> hits(
            List<TestMethod> methods, String reported, BiFunction<TestMethod, String, Optional<TestName>> reading) {
        List<Hit> hits = new ArrayList<>(1);
        for (TestMethod method : methods) {
            reading.apply(method, reported).ifPresent(name -> hits.add(Hit.of(method, name)));
        }
        return hits;
    }

    private static Optional<TestName> asFeature(TestMethod method, String reported) {
        return Optional.of(method.featureName())
                .filter(name -> !name.isEmpty())
                .flatMap(name -> TestName.parse(reported, name));
    }

    private static Optional<TestName> asUnrolledFeature(TestMethod method, String reported) {
        if (!method.featureName().contains("#")) {
            return Optional.empty();
        }
        return unrolls(FEATURE_VARIABLE.split(method.featureName(), -1), reported)
                ? Optional.of(new TestName(method.featureName(), Optional.empty(), "", " " + reported))
                : Optional.empty();
    }

    /** Whether the text has these parts in order, the first and the last at its ends. */
    private static boolean unrolls(String[] parts, String text) {
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return text.equals(last);
        }
        if (!text.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], from);
            if (found < 0) {
                return false;
            }
            from = found + parts[i].length();
        }
        return text.endsWith(last) && text.length() - last.length() >= from;
    }

    private static Optional<TestName> asDisplayName(TestMethod method, String reported) {
        return Optional.of(method.displayName())
                .filter(name -> !name.isEmpty())
                .flatMap(name -> TestName.parse(reported, name))
                .map(name -> new TestName(method.method().name(), name.types(), name.index(), " " + reported));
    }

    private static MethodMatch choose(List<Hit> named, String reported, Supplier<ReportedNames> siblings) {
        List<Hit> hits =
                preferred(preferred(named, hit -> hit.method().isTest()), hit -> fitsReport(hit, reported, siblings));
        List<Hit> fitting = hits.size() == 1 && fitsTypes(hits.get(0))
                ? hits
                : hits.stream().filter(MethodMatcher::fitsTypes).toList();
        if (fitting.isEmpty()) {
            return MethodMatch.none(reported);
        }
        TestName name = fitting.get(0).name();
        if (fitting.size() > 1) {
            return new MethodMatch(fitting.stream().map(Hit::method).toList(), name);
        }
        TestMethod only = fitting.get(0).method();
        return new MethodMatch(
                List.of(only),
                only.featureName().isEmpty() ? name.withTypes(fitting.get(0).types()) : name);
    }

    private static List<Hit> preferred(List<Hit> hits, Predicate<Hit> wish) {
        if (hits.size() == 1) {
            return hits;
        }
        List<Hit> wished = hits.stream().filter(wish).toList();
        return wished.isEmpty() ? hits : wished;
    }

    private static boolean fitsTypes(Hit hit) {
        return hit.name().types().map(types -> sameTypes(types, hit)).orElse(true);
    }

    /** Without types, JUnit means the method without parameters; TestNG reports arguments if there are parameters. */
    private static boolean fitsReport(Hit hit, String reported, Supplier<ReportedNames> siblings) {
        if (hit.name().types().isPresent()) {
            return true;
        }
        boolean tellsArguments = hit.method().testNg() && !hit.name().index().isEmpty();
        return tellsArguments != hit.takesNothing() && !argumentsLost(hit, reported, siblings);
    }

    /** Surefire 2.22 leaves the arguments of TestNG out: the same name several times may be any overload. */
    private static boolean argumentsLost(Hit hit, String reported, Supplier<ReportedNames> siblings) {
        return hit.method().testNg()
                && siblings.get().repeats(reported)
                && !siblings.get().haveStart(hit.name().base() + "[");
    }

    private static boolean sameTypes(String reportedTypes, Hit hit) {
        return !reportedTypes.isEmpty() && reportedTypes.equals(hit.types())
                || sameTypes(reportedTypes, hit.method().method().parameterTypes());
    }

    private static boolean sameTypes(String reportedTypes, List<String> types) {
        List<String> names = reportedTypes.isBlank() ? List.of() : List.of(TYPE_SEPARATOR.split(reportedTypes));
        if (names.size() != types.size()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!TypeNames.same(names.get(i), types.get(i))) {
                return false;
            }
        }
        return true;
    }
}
