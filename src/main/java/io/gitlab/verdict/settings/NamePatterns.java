package io.gitlab.verdict.settings;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A filter on names, such as {@code GitLab-*}; {@code *} matches any characters.
 *
 * @param patterns one of them must match the whole name; empty: every name matches
 */
public record NamePatterns(List<String> patterns) {
    public NamePatterns {
        patterns = List.copyOf(patterns);
    }

    /** Whether every name matches. */
    public boolean any() {
        return patterns.isEmpty();
    }

    /** Whether one of an object's names matches. */
    public boolean match(String... names) {
        return any() || patterns.stream().anyMatch(pattern -> Stream.of(names).anyMatch(regex(pattern)));
    }

    private static Predicate<String> regex(String pattern) {
        return Pattern.compile(
                        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                        Pattern.DOTALL)
                .asMatchPredicate();
    }
}
