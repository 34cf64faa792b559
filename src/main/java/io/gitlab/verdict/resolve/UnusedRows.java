package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.resolve.bytecode.ClassShape;
import io.gitlab.verdict.resolve.bytecode.TestMethod;
import io.gitlab.verdict.text.EditDistance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings about rows of the mapping file that resolved no test. */
final class UnusedRows {
    private static final int MOST_CLASSES = 10_000;

    private final Path file;
    private final List<TestClasses> modules;
    private List<String> classNames;

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
                                + " not run." + forItsTests(row)));
    }

    private String forItsTests(MappingRow row) {
        boolean ofClass = !row.wild() && modules.stream().anyMatch(classes -> has(classes, row.pattern(), ""));
        return ofClass
                ? " It is for failures of the class itself: for its tests, write \"" + row.pattern() + ".*\"."
                : "";
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
                .map(name -> "class " + name + " has no such method" + similarMethod(name, row.pattern()))
                .orElseGet(() -> "the test classes of this build have no such class" + similarClass(row.pattern())));
    }

    private String similarMethod(String className, String pattern) {
        String test = pattern.substring(Math.min(className.length() + 1, pattern.length()));
        Stream<String> methods = modules.stream()
                .flatMap(classes ->
                        classes.find(className).stream().flatMap(type -> classes.hierarchy().methods(type).stream()))
                .filter(TestMethod::isTest)
                .flatMap(found -> Stream.of(
                        found.method().name(),
                        found.method().name() + "(" + found.method().simpleTypes() + ")"));
        List<String> names = methods.toList();
        String base = test.replaceFirst("\\(.*", "");
        return names.stream()
                .filter(name -> !base.equals(test) && name.startsWith(base + "("))
                .findFirst()
                .map(name -> ", but there is " + name)
                .orElseGet(() -> closest(test, names.stream()));
    }

    /** The row may name a class, or a test in it. */
    private String similarClass(String pattern) {
        if (classNames == null) {
            classNames = modules.stream()
                    .flatMap(classes -> classes.classNames().stream())
                    .distinct()
                    .limit(MOST_CLASSES)
                    .toList();
        }
        int dot = pattern.lastIndexOf('.');
        return Stream.of(pattern, pattern.substring(0, Math.max(dot, 0)))
                .map(name -> closest(name, classNames.stream()))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The most similar name, unless more than a quarter of it differs. */
    private static String closest(String name, Stream<String> known) {
        int limit = Math.max(2, name.length() / 4);
        return known.filter(one -> Math.abs(one.length() - name.length()) <= limit)
                .map(one -> Map.entry(one, EditDistance.between(name, one)))
                .filter(entry -> entry.getValue() <= limit)
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> ", but there is " + entry.getKey())
                .orElse("");
    }

    private static boolean has(TestClasses classes, String className, String test) {
        return classes.find(className)
                .filter(type -> test.isEmpty() || hasMethod(classes, type, test))
                .isPresent();
    }

    private static boolean hasMethod(TestClasses classes, ClassShape type, String test) {
        // The tests of Cucumber, Kotest and Karate are not methods.
        boolean testsAreMethods = classes.hierarchy().methods(type).stream().anyMatch(TestMethod::isTest);
        return !testsAreMethods
                || !classes.matcher(type)
                        .match(test, ReportedNames::new)
                        .methods()
                        .isEmpty();
    }
}
