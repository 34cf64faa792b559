package io.gitlab.verdict.settings;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How fast to go about it; empty values are the tracker's own.
 *
 * @param batchSize how many results go into one request
 * @param maxConcurrency how many requests may be under way at once
 * @param requestsPerMinute how many requests are sent in a minute at most
 * @param maxWrites how many objects a publication or a sweep may change
 */
public record RequestLimits(
        OptionalInt batchSize, OptionalInt maxConcurrency, OptionalInt requestsPerMinute, OptionalInt maxWrites) {

    public static RequestLimits of(
            VerdictSettings overrides,
            String batchSize,
            String maxConcurrency,
            String requestsPerMinute,
            String maxWrites) {
        return new RequestLimits(
                optional(overrides.count("batchSize", batchSize)),
                optional(overrides.count("maxConcurrency", maxConcurrency)),
                optional(overrides.count("requestsPerMinute", requestsPerMinute)),
                optional(overrides.count("maxWrites", maxWrites)));
    }

    private static OptionalInt optional(Optional<Integer> count) {
        return count.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
