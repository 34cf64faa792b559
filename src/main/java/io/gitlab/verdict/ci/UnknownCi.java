package io.gitlab.verdict.ci;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A job of an unknown CI system: its variables say only that there is one. */
record UnknownCi() implements CiJob {
    /** What CI systems set in general, to {@code true} or to their name. */
    private static final List<String> CLAIMS = List.of("CI", "CONTINUOUS_INTEGRATION");

    private static final Set<String> OFF = Set.of("", "false", "0", "no", "off");

    static boolean claimedBy(Map<String, String> environment) {
        return CLAIMS.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .anyMatch(value -> !OFF.contains(value.strip().toLowerCase(Locale.ROOT)));
    }
}
