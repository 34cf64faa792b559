package io.gitlab.verdict.output;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts with nouns. */
final class Counted {

    private Counted() {}

    /** {@code 1 result}, {@code 2 results}. */
    static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** How often each word occurs: {@code 1 failed, 12 passed}. */
    static String each(Stream<String> words) {
        return words.collect(groupingBy(word -> word, TreeMap::new, counting())).entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(joining(", "));
    }
}
