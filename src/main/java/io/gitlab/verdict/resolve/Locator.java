package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ClassHierarchy;
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
    private final Map<String, List<String>> siblings = new HashMap<>();

    Locator(List<ModuleClasses> modules, List<TestExecution> executions, Consumer<Finding> findings) {
        for (ModuleClasses module : modules) {
            ClassPath classPath = new ClassPath(module.classPath(), findings);
            classPaths.add(classPath);
            this.modules.put(module.module(), new TestClasses(classPath));
        }
        executions.forEach(execution -> siblings.computeIfAbsent(classKey(execution), absent -> new ArrayList<>())
                .add(execution.name()));
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
        Map<ClassShape, MethodMatch> matches = new LinkedHashMap<>();
        module(execution.module())
                .ifPresent(classes -> classes.candidates(execution)
                        .forEach(type -> matches.put(type, match(type, execution, classes.hierarchy()))));
        if (matches.values().stream().anyMatch(match -> !match.methods().isEmpty())) {
            matches.values().removeIf(match -> match.methods().isEmpty());
        }
        return new LocatedTest(execution, matches);
    }

    @Override
    public void close() {
        classPaths.forEach(ClassPath::close);
    }

    private MethodMatch match(ClassShape type, TestExecution execution, ClassHierarchy hierarchy) {
        if (execution.classLevel()) {
            return MethodMatch.none(execution.name());
        }
        List<String> names = siblings.getOrDefault(classKey(execution), List.of());
        return new MethodMatcher(hierarchy.methods(type), execution.name(), names).match();
    }

    private static String classKey(TestExecution execution) {
        return String.join("\n", execution.module(), execution.variant(), execution.className());
    }
}
