package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.resolve.bytecode.ClassHierarchy;
import io.gitlab.verdict.resolve.bytecode.ClassShape;
import io.gitlab.verdict.resolve.bytecode.MethodShape;
import io.gitlab.verdict.resolve.bytecode.TestMethod;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds test cases by annotations: on the method, then on its class, enclosing classes, and super types. The nearest
 * declaration wins. If a name matches several methods, all of them must have the same test cases.
 */
public final class AnnotationRule implements IdRule {
    @Override
    public Rule rule() {
        return Rule.ANNOTATION;
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Function<LocatedTest, RuleResult> prepare(Context context) {
        Map<ClassHierarchy, IdAnnotations> annotations = new IdentityHashMap<>();
        return test -> apply(
                test,
                context,
                hierarchy -> annotations.computeIfAbsent(
                        hierarchy,
                        absent -> new IdAnnotations(
                                hierarchy, context.ids(), context.sources().annotations())));
    }

    private static RuleResult apply(
            LocatedTest test, Context context, Function<ClassHierarchy, IdAnnotations> annotations) {
        String module = test.execution().module();
        return context.modules()
                .apply(module)
                .map(classes -> apply(test, classes.hierarchy(), annotations.apply(classes.hierarchy())))
                .orElseGet(() -> notLocated(test, "there are no test classes of " + described(module) + " to search"));
    }

    private static RuleResult apply(LocatedTest test, ClassHierarchy hierarchy, IdAnnotations annotations) {
        if (test.matches().isEmpty()) {
            return notLocated(
                    test,
                    "class \"" + test.execution().className() + "\" is not among the test classes of "
                            + described(test.execution().module()));
        }
        if (!test.ofClass() && test.match().methods().size() == 1) {
            MethodShape method = test.match().methods().get(0).method();
            return new Candidate(test.type().orElseThrow(), Optional.of(method)).apply(hierarchy, annotations);
        }
        List<Candidate> candidates = candidates(test);
        List<RuleResult> answers = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            answers.add(candidate.apply(hierarchy, annotations));
        }
        if (answers.size() > 1
                && answers.stream()
                                .map(RuleResult::ids)
                                .map(Set::copyOf)
                                .distinct()
                                .count()
                        > 1) {
            return ambiguous(test, candidates, answers);
        }
        Candidate first = candidates.get(0);
        boolean certain = first.method().isPresent() || test.ofClass() || noMethodHasIds(first, hierarchy, annotations);
        return certain
                ? answers.get(0)
                : RuleResult.nothing("class " + first.type().name()
                        + " has no method that matches the name, so none of its ids is used");
    }

    private static RuleResult notLocated(LocatedTest test, String explanation) {
        return JavaClassName.of(test.execution())
                ? RuleResult.classMissing(explanation)
                : RuleResult.nothing(explanation);
    }

    private record Candidate(ClassShape type, Optional<MethodShape> method) {
        RuleResult apply(ClassHierarchy hierarchy, IdAnnotations annotations) {
            if (method.isPresent()) {
                Map<String, String> onMethod = annotations.ids(method.get().annotations());
                if (!onMethod.isEmpty()) {
                    return answer(onMethod, "method " + method.get().displayName());
                }
            }
            for (ClassShape declaring : hierarchy.declarationOrder(type)) {
                Map<String, String> onClass = annotations.ids(declaring.annotations());
                if (!onClass.isEmpty()) {
                    return answer(onClass, "class " + declaring.name());
                }
            }
            return RuleResult.nothing(
                    "no annotation on " + displayName() + ", its class, or its super types has an id");
        }

        String displayName() {
            return method.map(MethodShape::displayName).orElse(type.name());
        }

        private static RuleResult answer(Map<String, String> found, String where) {
            List<String> ids = List.copyOf(found.keySet());
            if (ids.size() == 1) {
                String id = ids.get(0);
                return RuleResult.found(ids, "@" + found.get(id) + " on " + where + " has " + id);
            }
            String types =
                    found.values().stream().distinct().map(type -> "@" + type).collect(Collectors.joining(", "));
            return RuleResult.found(ids, types + " on " + where + " has " + String.join(", ", ids));
        }
    }

    private static List<Candidate> candidates(LocatedTest test) {
        List<Candidate> candidates = new ArrayList<>(1);
        test.matches().forEach((type, match) -> {
            if (match.methods().isEmpty() || test.ofClass()) {
                candidates.add(new Candidate(type, Optional.empty()));
            } else {
                match.methods().forEach(found -> candidates.add(new Candidate(type, Optional.of(found.method()))));
            }
        });
        return candidates;
    }

    /** Whether no method of the class has an id, so that the method is irrelevant. */
    private static boolean noMethodHasIds(Candidate candidate, ClassHierarchy hierarchy, IdAnnotations annotations) {
        return hierarchy.methods(candidate.type()).stream()
                .filter(TestMethod::isTest)
                .allMatch(found -> annotations.ids(found.method().annotations()).isEmpty());
    }

    private static RuleResult ambiguous(LocatedTest test, List<Candidate> found, List<RuleResult> answers) {
        String candidates = IntStream.range(0, found.size())
                .mapToObj(i -> found.get(i).displayName() + " " + answers.get(i).ids())
                .distinct()
                .collect(Collectors.joining(" or "));
        return RuleResult.ambiguous(
                "the name matches " + candidates,
                Finding.warning("Test " + test.displayName() + " is ambiguous, so no annotation is used: it matches "
                        + candidates + ". Add its test cases to the mapping file, or rename one of the methods."));
    }

    private static String described(String module) {
        return module.isEmpty() ? "these reports" : "module " + module;
    }
}
