package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.files.AntPattern;
import io.gitlab.verdict.files.FileListing;
import io.gitlab.verdict.text.Sample;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the files of an execution by patterns: {@code *} and {@code **} as in Ant; {@code {class}} is the class with
 * its package, with slashes for the dots, or alone, {@code {method}} the method with or without its parameters and
 * {@code {testCase}} the id of the test case.
 */
final class FilePatterns {
    private static final int DEPTH = 10;
    private static final int MOST_FILES = 50_000;
    private static final int MOST_FINDINGS = 10;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(class|method|testCase)}");

    private final List<String> patterns;
    private final Predicate<Path> allowed;
    private final Map<Path, FileListing> listings = new HashMap<>();
    private final Set<Path> refused = new HashSet<>();
    private final Sample outside = new Sample();

    /** @param allowed whether a directory may be searched: the names in reports may lead anywhere */
    FilePatterns(List<String> patterns, Predicate<Path> allowed) {
        this.patterns = patterns;
        this.allowed = allowed;
    }

    /** What was not searched, and why. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        listings.values().stream()
                .flatMap(listing -> listing.gaps().stream())
                .distinct()
                .limit(MOST_FINDINGS)
                .forEach(gap -> findings.add(Finding.warning("Evidence may be missing: " + gap)));
        if (!outside.isEmpty()) {
            findings.add(
                    Finding.warning("Evidence may be missing: " + outside + ", where patterns of attachments start,"
                            + " is not searched, because it is outside of the project's directories. To allow it, add its"
                            + " directory to attachmentRoots."));
        }
        return findings;
    }

    /** Whether a pattern has {@code {testCase}}. */
    boolean dependOnTestCase() {
        return patterns.stream().anyMatch(pattern -> pattern.contains("{testCase}"));
    }

    /** Existing files and invalid paths, without duplicates. */
    Set<PatternMatch> find(TestExecution execution, String testCase, List<Path> bases) {
        Set<PatternMatch> found = new LinkedHashSet<>();
        for (String pattern : patterns) {
            for (String glob : expand(pattern, execution, testCase)) {
                bases.forEach(base -> found.addAll(find(base, glob)));
            }
        }
        return found;
    }

    /** The name of a test may be any text, a file name may not. */
    private Set<PatternMatch> find(Path base, String glob) {
        try {
            Set<Path> found = new LinkedHashSet<>();
            find(base, glob, found);
            return found.stream().map(PatternMatch.Found::new).collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (InvalidPathException e) {
            return Set.of(new PatternMatch.Unnameable(AntPattern.readable(glob)));
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
                            .map(value -> glob.replace(place, AntPattern.literal(value))))
                    .distinct()
                    .toList();
        }
        return globs;
    }

    private void find(Path base, String glob, Set<Path> found) {
        AntPattern pattern = AntPattern.of(glob);
        Path start = pattern.start(base);
        if (!pattern.hasWildcards()) {
            if (Files.exists(start) && !Files.isDirectory(start)) {
                found.add(start);
            }
        } else if (listings.containsKey(start) || maySearch(start)) {
            listings.computeIfAbsent(start, directory -> FileListing.of(directory, DEPTH, MOST_FILES))
                    .matching(pattern)
                    .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(found::add);
        }
    }

    private boolean maySearch(Path start) {
        if (!Files.isDirectory(start)) {
            return false;
        }
        boolean inside = allowed.test(start);
        if (!inside && refused.add(start)) {
            outside.add(start.toString());
        }
        return inside;
    }
}
