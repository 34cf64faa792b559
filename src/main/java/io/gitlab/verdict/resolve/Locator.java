package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ClassPath;
import io.gitlab.verdict.resolve.bytecode.ClassShape;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the class and the methods of executions in the test classes of their modules. */
final class Locator implements AutoCloseable {
    private final List<ClassPath> classPaths = new ArrayList<>();
    private final Map<String, TestClasses> modules = new HashMap<>();
    private final List<TestExecution> executions;
    private Map<ReportedClass, ReportedNames> names;

    private record ReportedClass(String module, String variant, String className) {
        static ReportedClass of(TestExecution execution) {
            return new ReportedClass(execution.module(), execution.variant(), execution.className());
        }
    }

    Locator(List<ModuleClasses> modules, List<TestExecution> executions, Consumer<Finding> findings) {
        for (ModuleClasses module : modules) {
            ClassPath classPath = new ClassPath(module, findings);
            classPaths.add(classPath);
            this.modules.put(module.module(), new TestClasses(classPath));
        }
        this.executions = executions;
    }

    /** The test classes of a module; empty if there are none. */
    Optional<TestClasses> module(String name) {
        return Optional.ofNullable(modules.get(name)).filter(classes -> !classes.empty());
    }

    /** The test classes of all modules that have any. */
    List<TestClasses> modules() {
        return modules.values().stream().filter(classes -> !classes.empty()).toList();
    }

    LocatedTest locate(TestExecution execution) {
        return module(execution.module())
                .map(classes -> locate(execution, classes))
                .orElseGet(() -> new LocatedTest(execution, Map.of()));
    }

    private LocatedTest locate(TestExecution execution, TestClasses classes) {
        List<ClassShape> candidates = classes.candidates(execution);
        if (candidates.size() == 1) {
            ClassShape type = candidates.get(0);
            return new LocatedTest(execution, Map.of(type, match(type, execution, classes)));
        }
        Map<ClassShape, MethodMatch> matches = new LinkedHashMap<>();
        candidates.forEach(type -> matches.put(type, match(type, execution, classes)));
        if (matches.values().stream().anyMatch(match -> !match.methods().isEmpty())) {
            matches.values().removeIf(match -> match.methods().isEmpty());
        }
        return new LocatedTest(execution, matches);
    }

    @Override
    public void close() {
        classPaths.forEach(ClassPath::close);
    }

    private MethodMatch match(ClassShape type, TestExecution execution, TestClasses classes) {
        return execution.classLevel()
                ? MethodMatch.none(execution.name())
                : classes.matcher(type).match(execution.name(), () -> siblings(execution));
    }

    /** The names of all executions of the same class, which only tests of TestNG need. */
    private ReportedNames siblings(TestExecution execution) {
        if (names == null) {
            names = new HashMap<>();
            executions.forEach(one -> names.computeIfAbsent(ReportedClass.of(one), absent -> new ReportedNames())
                    .add(one.name()));
        }
        return names.getOrDefault(ReportedClass.of(execution), new ReportedNames());
    }
}
