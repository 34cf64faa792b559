package io.gitlab.verdict.page;

/** A number with its noun: {@code 1 result}, {@code 2 results}. */
final class Counted {

    private Counted() {}

    static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
