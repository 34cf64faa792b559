package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.resolve.bytecode.ClassHierarchy;
import io.gitlab.verdict.resolve.bytecode.ClassShape;
import io.gitlab.verdict.resolve.bytecode.TestMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Findings about rows of the mapping file that resolved no test. */
final class UnusedRows {
    private final Path file;
    private final List<TestClasses> modules;

    UnusedRows(Path file, List<TestClasses> modules) {
        this.file = file;
        this.modules = modules;
    }

    Finding finding(MappingRow row) {
        String where = "Mapping file " + file + ":" + row.line() + ": row \"" + row.pattern() + "\" ";
        return never(row)
                .map(why -> Finding.warning(where + "cannot match: " + why + ". Correct the name, or delete the row."))
                .orElseGet(() -> Finding.info(
                        where + "was not used: it matches no test in these reports. This is expected if that test was"
                                + " not run."));
    }

    private Optional<String> never(MappingRow row) {
        if (modules.isEmpty() || row.wild()) {
            return Optional.empty();
        }
        Optional<String> longestClass = Optional.empty();
        for (int end = row.pattern().length(); end > 0; end = row.pattern().lastIndexOf('.', end - 1)) {
            String className = row.pattern().substring(0, end);
            String test =
                    row.pattern().substring(Math.min(end + 1, row.pattern().length()));
            if (modules.stream().anyMatch(classes -> has(classes, className, test))) {
                return Optional.empty();
            }
            if (longestClass.isEmpty() && modules.stream().anyMatch(classes -> has(classes, className, ""))) {
                longestClass = Optional.of(className);
            }
        }
        return Optional.of(longestClass
                .map(name -> "class " + name + " has no such method")
                .orElse("the test classes of this build have no such class"));
    }

    private static boolean has(TestClasses classes, String className, String test) {
        return classes.find(className)
                .filter(type -> test.isEmpty() || hasMethod(classes.hierarchy(), type, test))
                .isPresent();
    }

    private static boolean hasMethod(ClassHierarchy hierarchy, ClassShape type, String test) {
        List<TestMethod> methods = hierarchy.methods(type);
        // The tests of Cucumber, Kotest and Karate are not methods.
        boolean testsAreMethods = methods.stream().anyMatch(TestMethod::isTest);
        return !testsAreMethods
                || !new MethodMatcher(methods, test, List.of())
                        .match()
                        .methods()
                        .isEmpty();
    }
}
