package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.AnnotationUse;
import io.gitlab.verdict.resolve.bytecode.ClassHierarchy;
import io.gitlab.verdict.resolve.bytecode.ClassShape;
import io.gitlab.verdict.resolve.bytecode.TestMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Finds tests that have no report because their class failed before they ran. If a class has a failed class-level
 * execution, these are its test methods without execution; if none of its methods ran, those of its nested classes as
 * well. TestNG reports such tests as skipped: they count as absent if they have no other execution. If an execution
 * matches no method of the class, the class has no absent tests, because the execution may be of any method.
 */
final class AbsentTests {
    private final Locator locator;
    private final Map<TestClass, LocatedTest> failed = new LinkedHashMap<>();
    private final Map<TestClass, Set<String>> reported = new HashMap<>();
    private final Map<TestClass, Set<String>> run = new HashMap<>();
    private final Set<TestClass> unclear = new HashSet<>();

    private record TestClass(String module, String variant, String className) {
        TestClass nested(ClassShape type) {
            return new TestClass(module, variant, type.name());
        }
    }

    AbsentTests(Locator locator, List<LocatedTest> tests) {
        this.locator = locator;
        tests.forEach(this::takeFailure);
        if (!failed.isEmpty()) {
            tests.forEach(test -> test.type().ifPresent(type -> take(test, type)));
        }
    }

    List<TestExecution> executions() {
        List<TestExecution> absent = new ArrayList<>();
        failed.forEach((testClass, failure) -> locator.module(testClass.module())
                .ifPresent(classes -> absent.addAll(absent(testClass, failure, classes.hierarchy()))));
        return absent;
    }

    private void takeFailure(LocatedTest test) {
        Outcome outcome = test.execution().outcome();
        if (test.ofClass() && (outcome == Outcome.FAILED || outcome == Outcome.ERRORED)) {
            test.type().ifPresent(type -> failed.putIfAbsent(testClass(test, type), test));
        }
    }

    private static TestClass testClass(LocatedTest test, ClassShape type) {
        TestExecution execution = test.execution();
        return new TestClass(execution.module(), execution.variant(), type.name());
    }

    private void take(LocatedTest test, ClassShape type) {
        TestClass testClass = testClass(test, type);
        if (test.ofClass()) {
            return;
        }
        if (test.match().methods().isEmpty()) {
            unclear.add(testClass);
        } else {
            add(test, reported.computeIfAbsent(testClass, absent -> new HashSet<>()));
            if (test.execution().outcome() != Outcome.SKIPPED) {
                add(test, run.computeIfAbsent(testClass, absent -> new HashSet<>()));
            }
        }
    }

    private static void add(LocatedTest test, Set<String> methods) {
        test.match().methods().forEach(found -> methods.add(found.method().overrideKey()));
    }

    /** The test, or an absent test in its place if TestNG skipped it because its class failed. */
    LocatedTest orAbsent(LocatedTest test) {
        return test.execution().outcome() == Outcome.SKIPPED
                        && test.type()
                                .filter(type -> skippedByFailure(test, type))
                                .isPresent()
                ? new LocatedTest(test.execution().withOutcome(Outcome.ABSENT), test.matches())
                : test;
    }

    private boolean skippedByFailure(LocatedTest test, ClassShape type) {
        TestClass testClass = testClass(test, type);
        Set<String> others = run.getOrDefault(testClass, Set.of());
        return failed.containsKey(testClass)
                && !test.match().methods().isEmpty()
                && test.match().methods().stream()
                        .allMatch(found -> found.testNg()
                                && found.role() == TestMethod.Role.TEST
                                && !others.contains(found.method().overrideKey()));
    }

    private List<TestExecution> absent(TestClass testClass, LocatedTest failure, ClassHierarchy hierarchy) {
        ClassShape type = failure.type().orElseThrow();
        List<TestExecution> absent = new ArrayList<>(absentMethods(testClass, type, failure, hierarchy));
        if (!reported.containsKey(testClass) && !unclear.contains(testClass)) {
            hierarchy.family(type).stream()
                    .filter(nested -> isNestedTest(nested, hierarchy) && !failed.containsKey(testClass.nested(nested)))
                    .forEach(nested ->
                            absent.addAll(absentMethods(testClass.nested(nested), nested, failure, hierarchy)));
        }
        return absent;
    }

    private List<TestExecution> absentMethods(
            TestClass testClass, ClassShape type, LocatedTest failure, ClassHierarchy hierarchy) {
        if (unclear.contains(testClass)) {
            return List.of();
        }
        Set<String> present = reported.getOrDefault(testClass, Set.of());
        return hierarchy.methods(type).stream()
                .filter(found -> found.role() == TestMethod.Role.TEST)
                .filter(found -> !found.method().is(Opcodes.ACC_ABSTRACT))
                .filter(found -> !present.contains(found.method().overrideKey()))
                .map(found -> execution(failure.execution(), type, found))
                .toList();
    }

    private static boolean isNestedTest(ClassShape type, ClassHierarchy hierarchy) {
        List<String> annotations = hierarchy.expand(type.annotations()).stream()
                .map(AnnotationUse::type)
                .toList();
        return annotations.contains("org.junit.jupiter.api.Nested")
                && !annotations.contains("org.junit.jupiter.api.Disabled");
    }

    private static TestExecution execution(TestExecution failure, ClassShape type, TestMethod method) {
        return TestExecution.of(
                new ReportedTest(
                        failure.module(), failure.variant(), failure.suite(), type.name(), method.reportName()),
                Ending.of(Outcome.ABSENT),
                failure.date());
    }
}
