package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the class and the method of executions in the test classes of their modules. */
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
        executions.forEach(execution -> siblings.computeIfAbsent(place(execution), absent -> new ArrayList<>())
                .add(execution.name()));
    }

    /** The test classes of a module; empty when there are none to read. */
    Optional<TestClasses> module(String name) {
        return Optional.ofNullable(modules.get(name)).filter(classes -> !classes.empty());
    }

    /** The test classes of all modules that have some. */
    List<TestClasses> modules() {
        return modules.values().stream().filter(classes -> !classes.empty()).toList();
    }

    Located locate(TestExecution execution) {
        Optional<TestClasses> classes = module(execution.module());
        List<ClassShape> types = classes.map(found -> found.meant(execution)).orElse(List.of());
        if (types.size() > 1 && !execution.classLevel()) {
            types = preferred(types, execution, classes.get());
        }
        MethodMatch match = types.size() == 1 && !execution.classLevel()
                ? match(types.get(0), execution, classes.get())
                : MethodMatch.none(execution.name());
        return new Located(execution, types, match);
    }

    @Override
    public void close() {
        classPaths.forEach(ClassPath::close);
    }

    /** Of classes with one display name, those that have such a method. */
    private List<ClassShape> preferred(List<ClassShape> types, TestExecution execution, TestClasses classes) {
        List<ClassShape> fitting = types.stream()
                .filter(type -> !match(type, execution, classes).methods().isEmpty())
                .toList();
        return fitting.isEmpty() ? types : fitting;
    }

    private MethodMatch match(ClassShape type, TestExecution execution, TestClasses classes) {
        List<TestMethod> methods = classes.hierarchy().methods(type);
        return new MethodMatcher(methods, execution.name(), siblings.getOrDefault(place(execution), List.of())).match();
    }

    private static String place(TestExecution execution) {
        return String.join("\n", execution.module(), execution.variant(), execution.className());
    }
}
