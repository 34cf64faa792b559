package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.TestExecution;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the files of an execution by patterns: {@code *} and {@code **} as in a shell; {@code {class}} is the class with
 * its package, with slashes for the dots, or alone, {@code {method}} the method with or without its parameters and
 * {@code {testCase}} the id of the test case.
 */
final class FilePatterns {
    private static final int DEPTH = 10;
    private static final int MOST_FILES = 50_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(class|method|testCase)}");
    private static final Pattern WILDCARD = Pattern.compile("(?<!\\\\)[*?\\[]");

    private final List<String> patterns;
    private final Map<Path, List<Path>> listings = new HashMap<>();

    FilePatterns(List<String> patterns) {
        this.patterns = patterns;
    }

    /** Whether a pattern has {@code {testCase}}. */
    boolean dependOnTestCase() {
        return patterns.stream().anyMatch(pattern -> pattern.contains("{testCase}"));
    }

    /** Existing files and impossible paths, without duplicates. */
    Set<Candidate> find(TestExecution execution, String testCase, List<Path> bases) {
        Set<Candidate> found = new LinkedHashSet<>();
        for (String pattern : patterns) {
            for (String glob : expand(pattern, execution, testCase)) {
                bases.forEach(base -> found.addAll(find(base, glob)));
            }
        }
        return found;
    }

    /** The name of a test may be any text, a file name may not. */
    private Set<Candidate> find(Path base, String glob) {
        try {
            Set<Path> found = new LinkedHashSet<>();
            find(base, glob, found);
            return found.stream().map(Candidate.Found::new).collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (InvalidPathException e) {
            return Set.of(new Candidate.Unnameable(plain(glob)));
        }
    }

    private static List<String> expand(String pattern, TestExecution execution, String testCase) {
        String name = execution.className();
        Map<String, List<String>> values = Map.of(
                "class",
                Stream.of(name, name.replace('.', '/'), name.substring(name.lastIndexOf('.') + 1))
                        .distinct()
                        .toList(),
                "method",
                Stream.of(execution.name(), execution.name().replaceFirst("[(\\[{].*", ""))
                        .map(one -> one.replace('/', '_'))
                        .distinct()
                        .toList(),
                "testCase",
                List.of(testCase));
        List<String> globs = List.of(pattern);
        for (Matcher next = PLACEHOLDER.matcher(pattern); next.find(); ) {
            String place = next.group();
            globs = globs.stream()
                    .flatMap(glob -> values.get(next.group(1)).stream()
                            .filter(value -> !value.isBlank())
                            .map(value -> glob.replace(place, literal(value))))
                    .distinct()
                    .toList();
        }
        return globs;
    }

    private static String literal(String value) {
        return value.replaceAll("[\\\\*?\\[\\]{}]", "\\\\$0");
    }

    private void find(Path base, String glob, Set<Path> found) {
        String[] parts = glob.split("/");
        int literals = 0;
        while (literals < parts.length && !WILDCARD.matcher(parts[literals]).find()) {
            literals++;
        }
        String directory = glob.startsWith("/") ? "/" : "";
        directory += Stream.of(parts).limit(literals).map(FilePatterns::plain).collect(Collectors.joining("/"));
        Path start = base.resolve(directory);
        if (literals == parts.length) {
            if (Files.exists(start) && !Files.isDirectory(start)) {
                found.add(start);
            }
        } else if (Files.isDirectory(start)) {
            String rest = Stream.of(parts).skip(literals).collect(Collectors.joining("/"));
            match(start, rest, found);
        }
    }

    private void match(Path start, String glob, Set<Path> found) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        Matcher wildcard = WILDCARD.matcher(glob);
        String beginning = wildcard.find() ? plain(glob.substring(0, wildcard.start())) : glob;
        listings.computeIfAbsent(start, FilePatterns::list).stream()
                .filter(file -> file.toString().startsWith(beginning))
                .filter(matcher::matches)
                .map(start::resolve)
                .forEach(found::add);
    }

    private static String plain(String part) {
        return part.replaceAll("\\\\(.)", "$1");
    }

    /** Files below a directory, in order; those beyond a limit are not looked at. */
    private static List<Path> list(Path directory) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(directory, EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(directory.relativize(file));
                    return files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // What cannot be listed holds nothing that could be read.
        }
        files.sort(null);
        return files;
    }
}
