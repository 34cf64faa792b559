package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds test cases by annotations: on the method, then its class, the classes around that, and what they inherit from.
 * The nearest declaration wins. Of several methods that a name may mean, all must name the same test cases.
 */
final class AnnotationRule {
    private final Function<String, Optional<TestClasses>> modules;
    private final IdFinder ids;
    private final List<String> configured;

    AnnotationRule(Function<String, Optional<TestClasses>> modules, IdFinder ids, List<String> configured) {
        this.modules = modules;
        this.ids = ids;
        this.configured = configured;
    }

    RuleResult ask(LocatedTest test) {
        String module = test.execution().module();
        return modules.apply(module)
                .map(classes -> ask(test, classes.hierarchy()))
                .orElseGet(() -> RuleResult.nothing("there are no test classes of " + told(module) + " to look into"));
    }

    private RuleResult ask(LocatedTest test, ClassHierarchy hierarchy) {
        if (test.matches().isEmpty()) {
            return RuleResult.nothing("class \"" + test.execution().className() + "\" is not among the test classes of "
                    + told(test.execution().module()));
        }
        IdAnnotations annotations = new IdAnnotations(hierarchy, ids, configured);
        List<Candidate> candidates = candidates(test);
        Map<Candidate, RuleResult> answers = new LinkedHashMap<>();
        candidates.forEach(candidate -> answers.put(candidate, candidate.ask(hierarchy, annotations)));
        if (answers.values().stream()
                        .map(RuleResult::ids)
                        .map(Set::copyOf)
                        .distinct()
                        .count()
                > 1) {
            return ambiguous(test, answers);
        }
        Candidate first = candidates.get(0);
        boolean certain = first.method().isPresent() || test.ofClass() || noMethodHasIds(first, hierarchy, annotations);
        return certain
                ? answers.get(first)
                : RuleResult.nothing("class " + first.type().name()
                        + " has no method that fits the name, so none of its ids is taken");
    }

    private record Candidate(ClassShape type, Optional<MethodShape> method) {
        RuleResult ask(ClassHierarchy hierarchy, IdAnnotations annotations) {
            Map<String, String> onMethod =
                    method.map(found -> annotations.ids(found.annotations())).orElse(Map.of());
            if (!onMethod.isEmpty()) {
                return answer(onMethod, "method " + method.get().displayName());
            }
            for (ClassShape declaring : hierarchy.declarationOrder(type)) {
                Map<String, String> onClass = annotations.ids(declaring.annotations());
                if (!onClass.isEmpty()) {
                    return answer(onClass, "class " + declaring.name());
                }
            }
            return RuleResult.nothing(
                    "no annotation on " + displayName() + ", its class, or what it inherits carries an id");
        }

        String displayName() {
            return method.map(MethodShape::displayName).orElse(type.name());
        }

        private static RuleResult answer(Map<String, String> found, String where) {
            String types =
                    found.values().stream().distinct().map(type -> "@" + type).collect(Collectors.joining(", "));
            List<String> ids = List.copyOf(found.keySet());
            return RuleResult.found(ids, types + " on " + where + " names " + String.join(", ", ids));
        }
    }

    private static List<Candidate> candidates(LocatedTest test) {
        List<Candidate> candidates = new ArrayList<>();
        test.matches().forEach((type, match) -> {
            if (match.methods().isEmpty() || test.ofClass()) {
                candidates.add(new Candidate(type, Optional.empty()));
            } else {
                match.methods().forEach(found -> candidates.add(new Candidate(type, Optional.of(found.method()))));
            }
        });
        return candidates;
    }

    /** Whether it does not matter which method of the class it was. */
    private static boolean noMethodHasIds(Candidate candidate, ClassHierarchy hierarchy, IdAnnotations annotations) {
        return hierarchy.methods(candidate.type()).stream()
                .filter(TestMethod::isTest)
                .allMatch(found -> annotations.ids(found.method().annotations()).isEmpty());
    }

    private static RuleResult ambiguous(LocatedTest test, Map<Candidate, RuleResult> answers) {
        String told = answers.entrySet().stream()
                .map(entry ->
                        entry.getKey().displayName() + " " + entry.getValue().ids())
                .collect(Collectors.joining(" or "));
        return RuleResult.ambiguous(
                "the name may mean " + told,
                Finding.warning("Test " + test.displayName() + " is ambiguous, no annotation is taken: it may be "
                        + told + ". Give its test cases in the mapping file, or rename one of them."));
    }

    private static String told(String module) {
        return module.isEmpty() ? "these reports" : "module " + module;
    }
}
