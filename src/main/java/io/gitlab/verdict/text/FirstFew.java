package io.gitlab.verdict.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Shortens a list in a message: the first items, and how many more there are. */
public final class FirstFew {
    private static final int SHOWN = 10;

    private FirstFew() {}

    /** The first ten with commas between: {@code TC1, TC2 and 3 more}. */
    public static String of(Collection<String> names) {
        return of(names, SHOWN);
    }

    /** As many with commas between: {@code TC1, TC2 and 3 more}. */
    public static String of(Collection<String> names, int shown) {
        String first = names.stream().limit(shown).collect(Collectors.joining(", "));
        return names.size() > shown ? first + " " + rest(names, shown) : first;
    }

    /** As many lines, and {@code and 3 more} as the last. */
    public static List<String> lines(List<String> lines, int shown) {
        if (lines.size() <= shown) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, shown));
        first.add(rest(lines, shown));
        return first;
    }

    private static String rest(Collection<String> all, int shown) {
        return "and " + (all.size() - shown) + " more";
    }
}
