package io.gitlab.verdict.tracker.qmetry;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in a message. */
final class Names {
    private static final int MOST_TOLD = 10;

    private Names() {}

    /** The first of them, and the end of the sentence. */
    static String some(Collection<String> names) {
        return names.stream().limit(MOST_TOLD).collect(Collectors.joining(", "))
                + (names.size() > MOST_TOLD ? ", ..." : ".");
    }
}
