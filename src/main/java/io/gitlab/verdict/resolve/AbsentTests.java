package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * The tests that no report tells of because their class died first. They are the test methods of a class with a failed
 * class-level execution, and of the classes nested in it if none of its own methods ran, that are in no execution.
 * TestNG reports such tests, but as skipped: one that is in no other execution is as absent as those.
 * Where an execution fits no method of the class, nothing is presumed: it may be any of them.
 */
final class AbsentTests {
    private final Locator locator;
    private final Map<Place, LocatedTest> died = new LinkedHashMap<>();
    private final Map<Place, Set<String>> told = new HashMap<>();
    private final Map<Place, Set<String>> run = new HashMap<>();
    private final Set<Place> unclear = new HashSet<>();

    private record Place(String module, String variant, String className) {
        Place nested(ClassShape type) {
            return new Place(module, variant, type.name());
        }
    }

    AbsentTests(Locator locator, List<LocatedTest> tests) {
        this.locator = locator;
        tests.forEach(test -> test.type().ifPresent(type -> take(test, type)));
    }

    List<TestExecution> executions() {
        List<TestExecution> absent = new ArrayList<>();
        died.forEach((place, event) -> locator.module(place.module())
                .ifPresent(classes -> absent.addAll(absent(place, event, classes.hierarchy()))));
        return absent;
    }

    private void take(LocatedTest test, ClassShape type) {
        TestExecution execution = test.execution();
        Place place = new Place(execution.module(), execution.variant(), type.name());
        if (test.ofClass()) {
            if (execution.outcome() == Outcome.FAILED || execution.outcome() == Outcome.ERRORED) {
                died.putIfAbsent(place, test);
            }
        } else if (test.match().methods().isEmpty()) {
            unclear.add(place);
        } else {
            add(test, told.computeIfAbsent(place, absent -> new HashSet<>()));
            if (execution.outcome() != Outcome.SKIPPED) {
                add(test, run.computeIfAbsent(place, absent -> new HashSet<>()));
            }
        }
    }

    private static void add(LocatedTest test, Set<String> methods) {
        test.match().methods().forEach(found -> methods.add(found.method().overrideKey()));
    }

    /** The test itself, or an absent one in its stead if TestNG skipped it because its class died. */
    LocatedTest orAbsent(LocatedTest test) {
        return test.execution().outcome() == Outcome.SKIPPED
                        && test.type()
                                .filter(type -> skippedByDeath(test, type))
                                .isPresent()
                ? new LocatedTest(test.execution().withOutcome(Outcome.ABSENT), test.matches())
                : test;
    }

    private boolean skippedByDeath(LocatedTest test, ClassShape type) {
        TestExecution execution = test.execution();
        Place place = new Place(execution.module(), execution.variant(), type.name());
        Set<String> others = run.getOrDefault(place, Set.of());
        return died.containsKey(place)
                && !test.match().methods().isEmpty()
                && test.match().methods().stream()
                        .allMatch(found -> found.testNg()
                                && found.role() == TestMethod.Role.TEST
                                && !others.contains(found.method().overrideKey()));
    }

    private List<TestExecution> absent(Place place, LocatedTest event, ClassHierarchy hierarchy) {
        ClassShape type = event.type().orElseThrow();
        List<TestExecution> absent = new ArrayList<>(absentMethods(place, type, event, hierarchy));
        if (!told.containsKey(place) && !unclear.contains(place)) {
            hierarchy.family(type).stream()
                    .filter(nested -> isNestedTest(nested, hierarchy) && !died.containsKey(place.nested(nested)))
                    .forEach(nested -> absent.addAll(absentMethods(place.nested(nested), nested, event, hierarchy)));
        }
        return absent;
    }

    private List<TestExecution> absentMethods(
            Place place, ClassShape type, LocatedTest event, ClassHierarchy hierarchy) {
        if (unclear.contains(place)) {
            return List.of();
        }
        Set<String> present = told.getOrDefault(place, Set.of());
        return hierarchy.methods(type).stream()
                .filter(found -> found.role() == TestMethod.Role.TEST)
                .filter(found -> !found.method().is(Opcodes.ACC_ABSTRACT))
                .filter(found -> !present.contains(found.method().overrideKey()))
                .map(found -> execution(event.execution(), type, found))
                .toList();
    }

    private static boolean isNestedTest(ClassShape type, ClassHierarchy hierarchy) {
        List<String> annotations = hierarchy.expand(type.annotations()).stream()
                .map(AnnotationUse::type)
                .toList();
        return annotations.contains("org.junit.jupiter.api.Nested")
                && !annotations.contains("org.junit.jupiter.api.Disabled");
    }

    private static TestExecution execution(TestExecution event, ClassShape type, TestMethod method) {
        return new TestExecution(
                event.module(),
                event.variant(),
                event.suite(),
                type.name(),
                method.reportName(),
                Outcome.ABSENT,
                event.date(),
                Optional.empty(),
                List.of(),
                "");
    }
}
