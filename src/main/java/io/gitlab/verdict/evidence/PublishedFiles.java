package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.files.AntPattern;
import io.gitlab.verdict.files.FileListing;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the files that tests publish with JUnit's {@code TestReporter}. Since JUnit 5.12, they are in the build directory, or
 * in a directory {@code junit-<number>} of it, as {@code junit-jupiter/<class>/<method>/<file>}, with further directories for
 * nested classes and a directory {@code _<n>} for each invocation.
 */
final class PublishedFiles {
    private static final int DEPTH = 20;
    private static final int MOST_FILES = 50_000;
    private static final String ROOT = "junit-jupiter";
    private static final List<AntPattern> PATTERNS = Stream.of("*/" + ROOT + "/**", "*/junit-*/" + ROOT + "/**")
            .map(AntPattern::of)
            .toList();

    private final Map<Path, Map<Key, List<Published>>> modules = new HashMap<>();
    private final List<String> gaps = new ArrayList<>();

    /** A method of a class, in the spelling of directories, and the numbers of its invocation: {@code _2}. */
    private record Key(String className, String method, String invocation) {}

    /** A file, and the simple names of the parameter types of its method. */
    private record Published(Path file, String parameters) {}

    /** The files of a test, sorted. If methods of one name are distinguished by their parameters, those must be equal. */
    List<Path> find(TestExecution execution, Path module) {
        Map<Key, List<Published>> all = modules.computeIfAbsent(module, this::list);
        if (all.isEmpty()) {
            return List.of();
        }
        String test = execution.name();
        int indices = startOfIndices(test);
        String invocation = test.substring(indices).replace('[', '_').replace("]", "");
        String signature = test.substring(0, indices);
        int open = signature.indexOf('(');
        String method = open < 0 ? signature : signature.substring(0, open);
        String parameters = open < 0 ? "" : signature.substring(open + 1).replaceFirst("\\)$", "");
        List<Published> found = Stream.of(execution.className(), execution.suite())
                .map(name -> all.getOrDefault(new Key(clean(name), clean(method), invocation), List.of()))
                .filter(files -> !files.isEmpty())
                .findFirst()
                .orElse(List.of());
        boolean overloaded =
                found.stream().map(Published::parameters).distinct().count() > 1;
        return found.stream()
                .filter(one -> !overloaded || one.parameters().equals(parameters))
                .map(Published::file)
                .toList();
    }

    /** What was not searched and why, in sentences. */
    List<String> gaps() {
        return gaps;
    }

    private Map<Key, List<Published>> list(Path module) {
        FileListing listing = FileListing.of(module, PATTERNS, DEPTH, MOST_FILES);
        gaps.addAll(listing.gaps());
        Map<Key, List<Published>> files = new HashMap<>();
        PATTERNS.stream()
                .flatMap(listing::matching)
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .forEach(file -> add(file, names(module.relativize(file)), files));
        return files;
    }

    /** The names after the root. */
    private static List<String> names(Path file) {
        List<String> names = new ArrayList<>();
        file.forEach(name -> names.add(name.toString()));
        return names.subList(names.indexOf(ROOT) + 1, names.size());
    }

    private static void add(Path file, List<String> names, Map<Key, List<Published>> files) {
        StringBuilder className = new StringBuilder();
        StringBuilder invocation = new StringBuilder();
        String signature = "";
        for (String name : names.subList(0, Math.max(0, names.size() - 1))) {
            if (name.matches("_\\d{1,9}")) {
                invocation.append(name);
            } else if (!signature.isEmpty()) {
                break;
            } else if (name.endsWith(")") && name.indexOf('(') > 0) {
                signature = name;
            } else {
                className.append(className.isEmpty() ? "" : "$").append(name);
            }
        }
        int open = signature.indexOf('(');
        if (open > 0) {
            Key key = new Key(clean(className.toString()), clean(signature.substring(0, open)), invocation.toString());
            files.computeIfAbsent(key, absent -> new ArrayList<>(1))
                    .add(new Published(file, simple(signature.substring(open + 1, signature.length() - 1))));
        }
    }

    private static String simple(String types) {
        return types.replaceAll("[\\w.$]*[.$]", "");
    }

    /** The start of the numbers of the invocation at the end: {@code pays(String)[2]}. */
    private static int startOfIndices(String test) {
        int start = test.length();
        for (int end = start - 1; end > 0 && test.charAt(end) == ']'; end = start - 1) {
            int open = test.lastIndexOf('[', end);
            boolean number = open >= 0
                    && open + 1 < end
                    && test.substring(open + 1, end).chars().allMatch(Character::isDigit);
            if (!number) {
                break;
            }
            start = open;
        }
        return start;
    }

    /** JUnit replaces characters that are not valid in the name of a file. */
    private static String clean(String name) {
        return name.replaceAll("[^A-Za-z0-9.,_\\-() ]", "_");
    }
}
