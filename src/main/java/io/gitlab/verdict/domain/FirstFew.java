package io.gitlab.verdict.domain;

import java.util.Collection;
import java.util.stream.Collectors;

/** A list in a message, which a person reads. */
public final class FirstFew {
    private static final int SHOWN = 10;

    private FirstFew() {}

    /** The first ten with commas between, and how many there are besides: {@code TC1, TC2 and 3 more}. */
    public static String of(Collection<String> names) {
        String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }
}
