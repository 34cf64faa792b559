package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ClassHierarchy;
import io.gitlab.verdict.resolve.bytecode.ClassPath;
import io.gitlab.verdict.resolve.bytecode.ClassShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the classes of the executions of one module. */
final class TestClasses {
    // Surefire 3.5.4 to 3.5.6 number the invocations of a parameterized class: shop.CartIT[2].
    private static final Pattern INVOCATION = Pattern.compile("(?:\\[\\d+\\])+$");

    private final ClassPath classPath;
    private final ClassHierarchy hierarchy;
    private final Map<String, List<ClassShape>> byName = new HashMap<>();
    private final Map<String, MethodMatcher> matchers = new HashMap<>();
    private Map<String, List<ClassShape>> byOtherName;

    TestClasses(ClassPath classPath) {
        this.classPath = classPath;
        this.hierarchy = new ClassHierarchy(classPath);
    }

    ClassHierarchy hierarchy() {
        return hierarchy;
    }

    /** Finds the methods of a class by names in reports. */
    MethodMatcher matcher(ClassShape type) {
        MethodMatcher known = matchers.get(type.name());
        if (known == null) {
            known = new MethodMatcher(hierarchy.methods(type));
            matchers.put(type.name(), known);
        }
        return known;
    }

    boolean empty() {
        return classPath.empty();
    }

    Optional<ClassShape> find(String className) {
        return classPath.find(className);
    }

    /** The names of the classes in directories. */
    List<String> classNames() {
        return classPath.ownClassNames();
    }

    /** The class name without the number of the invocation. */
    static String withoutInvocation(String className) {
        return className.endsWith("]") ? INVOCATION.matcher(className).replaceFirst("") : className;
    }

    /** The classes that may have the name in the report: usually one, several if display names or simple names are shared. */
    List<ClassShape> candidates(TestExecution execution) {
        Optional<ClassShape> direct = find(execution.className());
        return direct.isPresent() ? List.of(direct.get()) : indirect(execution);
    }

    private List<ClassShape> indirect(TestExecution execution) {
        String key = execution.suite() + "\n" + execution.className();
        List<ClassShape> known = byName.get(key);
        if (known == null) {
            known = Stream.of(execution.className(), withoutInvocation(execution.className()))
                    .map(name -> candidates(name, execution.suite()))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse(List.of());
            byName.put(key, known);
        }
        return known;
    }

    private List<ClassShape> candidates(String name, String suite) {
        Optional<ClassShape> direct = find(name);
        if (direct.isPresent()) {
            return List.of(direct.get());
        }
        List<ClassShape> family = find(suite).map(hierarchy::family).orElse(List.of()).stream()
                .filter(type -> type.isCalled(name))
                .toList();
        return family.isEmpty() ? byOtherName().getOrDefault(name, List.of()) : family;
    }

    private Map<String, List<ClassShape>> byOtherName() {
        if (byOtherName == null) {
            byOtherName = new HashMap<>();
            for (ClassShape type : classPath.ownClasses()) {
                Stream.of(type.simpleName(), ClassShape.displayName(type.annotations()))
                        .distinct()
                        .filter(call -> !call.isEmpty())
                        .forEach(call -> byOtherName.merge(call, List.of(type), TestClasses::joined));
            }
        }
        return byOtherName;
    }

    private static List<ClassShape> joined(List<ClassShape> some, List<ClassShape> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
