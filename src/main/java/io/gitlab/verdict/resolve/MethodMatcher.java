package io.gitlab.verdict.resolve;

import io.gitlab.verdict.resolve.bytecode.TestMethod;
import io.gitlab.verdict.resolve.bytecode.TypeNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the methods that match a reported test name. */
final class MethodMatcher {
    private static final Pattern FEATURE_VARIABLE = Pattern.compile("#\\w+(?:\\.\\w+(?:\\(\\))?)*");

    private static final Pattern TYPE_SEPARATOR = Pattern.compile(",\\s*");

    private final List<TestMethod> methods;
    private final String reported;
    private final List<String> siblings;

    /** @param siblings the names of all executions of the same class */
    MethodMatcher(List<TestMethod> methods, String reported, List<String> siblings) {
        this.methods = methods;
        this.reported = reported;
        this.siblings = siblings;
    }

    MethodMatch match() {
        List<Hit> named = namedHits();
        if (!named.isEmpty()) {
            return choose(named);
        }
        return Stream.<Function<TestMethod, Optional<TestName>>>of(
                        this::asFeature, this::asUnrolledFeature, this::asDisplayName)
                .map(this::hits)
                .filter(hits -> !hits.isEmpty())
                .findFirst()
                .map(this::choose)
                .orElseGet(() -> MethodMatch.none(reported));
    }

    private record Hit(TestMethod method, TestName name) {
        boolean takesNothing() {
            return method.method().parameterTypes().isEmpty();
        }
    }

    /** In Kotlin, a name may contain brackets: the longest matching method name counts. */
    private List<Hit> namedHits() {
        List<Hit> hits = hits(found -> TestName.parse(reported, found.method().name()));
        if (hits.size() <= 1) {
            return hits;
        }
        int longest =
                hits.stream().mapToInt(hit -> hit.name().base().length()).max().orElse(0);
        return hits.stream()
                .filter(hit -> hit.name().base().length() == longest)
                .toList();
    }

    private List<Hit> hits(Function<TestMethod, Optional<TestName>> reading) {
        List<Hit> hits = new ArrayList<>();
        methods.forEach(method -> reading.apply(method).ifPresent(name -> hits.add(new Hit(method, name))));
        return hits;
    }

    private Optional<TestName> asFeature(TestMethod method) {
        return Optional.of(method.featureName())
                .filter(name -> !name.isEmpty())
                .flatMap(name -> TestName.parse(reported, name));
    }

    private Optional<TestName> asUnrolledFeature(TestMethod method) {
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

    private Optional<TestName> asDisplayName(TestMethod method) {
        return Optional.of(method.displayName())
                .filter(name -> !name.isEmpty())
                .flatMap(name -> TestName.parse(reported, name))
                .map(name -> new TestName(method.method().name(), name.types(), name.index(), " " + reported));
    }

    private MethodMatch choose(List<Hit> named) {
        List<Hit> hits = preferred(preferred(named, hit -> hit.method().isTest()), this::fitsReport);
        List<Hit> fitting = hits.stream().filter(this::fitsTypes).toList();
        if (fitting.isEmpty()) {
            return MethodMatch.none(reported);
        }
        TestName name = fitting.get(0).name();
        boolean unique =
                fitting.size() == 1 && fitting.get(0).method().featureName().isEmpty();
        return new MethodMatch(
                fitting.stream().map(Hit::method).toList(),
                unique ? name.withTypes(fitting.get(0).method().method().simpleTypes()) : name);
    }

    private static List<Hit> preferred(List<Hit> hits, Predicate<Hit> wish) {
        if (hits.size() == 1) {
            return hits;
        }
        List<Hit> wished = hits.stream().filter(wish).toList();
        return wished.isEmpty() ? hits : wished;
    }

    private boolean fitsTypes(Hit hit) {
        List<String> types = hit.method().method().parameterTypes();
        return hit.name()
                .types()
                .map(reportedTypes -> sameTypes(reportedTypes, types))
                .orElse(true);
    }

    /** Without types, JUnit means the method without parameters; TestNG reports arguments if there are parameters. */
    private boolean fitsReport(Hit hit) {
        if (hit.name().types().isPresent()) {
            return true;
        }
        boolean tellsArguments = hit.method().testNg() && !hit.name().index().isEmpty();
        return tellsArguments != hit.takesNothing() && !argumentsLost(hit);
    }

    /** Surefire 2.22 leaves the arguments of TestNG out: the same name several times may be any overload. */
    private boolean argumentsLost(Hit hit) {
        return hit.method().testNg()
                && Collections.frequency(siblings, reported) > 1
                && siblings.stream()
                        .noneMatch(name -> name.startsWith(hit.name().base() + "["));
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
