package io.gitlab.verdict.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what several {@link AntPattern}s match. A directory at which several of them start is searched once. */
public final class PathSearch {
    private static final int DEPTH = 40;
    private static final int MOST_FILES = 1_000_000;

    private final Path base;
    private final Map<Path, FileListing> listings = new LinkedHashMap<>();
    private final Map<String, AntPattern> patterns;

    /**
     * Searches.
     *
     * @param base base of relative patterns
     * @param texts patterns, or paths
     * @throws java.nio.file.InvalidPathException if one is not valid on this platform
     */
    public PathSearch(Path base, List<String> texts) {
        this.base = base;
        this.patterns = texts.stream()
                .distinct()
                .collect(
                        Collectors.toMap(Function.identity(), AntPattern::of, (one, other) -> one, LinkedHashMap::new));
        patterns.values().stream()
                .filter(AntPattern::hasWildcards)
                .collect(Collectors.groupingBy(this::start, LinkedHashMap::new, Collectors.toList()))
                .forEach((start, all) -> listings.put(start, FileListing.of(start, all, DEPTH, MOST_FILES)));
    }

    /** The existing paths that one of the texts matches, sorted. */
    public List<Path> matching(String text) {
        AntPattern pattern = patterns.get(text);
        Path start = start(pattern);
        Stream<Path> found = pattern.hasWildcards() ? listings.get(start).matching(pattern) : Stream.of(start);
        return found.filter(Files::exists).toList();
    }

    /** Whether a text is a path, not a pattern. */
    public static boolean isPath(String text) {
        return !AntPattern.of(text).hasWildcards();
    }

    /** What was not searched and why, in sentences. */
    public List<String> gaps() {
        return listings.values().stream()
                .flatMap(listing -> listing.gaps().stream())
                .toList();
    }

    private Path start(AntPattern pattern) {
        return pattern.start(base).normalize();
    }
}
