package io.gitlab.verdict.text;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts with nouns. */
public final class Counted {

    private Counted() {}

    /** {@code 1 result}, {@code 2 results}. */
    public static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** How often each word occurs: {@code 1 failed, 12 passed}. */
    public static String each(Stream<String> words) {
        return words.collect(groupingBy(word -> word, TreeMap::new, counting())).entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(joining(", "));
    }
}
