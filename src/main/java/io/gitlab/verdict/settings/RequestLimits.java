package io.gitlab.verdict.settings;

import java.util.OptionalInt;

/**
 * Limits of the requests to a tracker. Empty: the tracker's default.
 *
 * @param batchSize how many results one request may carry
 * @param maxConcurrency how many requests may be in flight
 * @param requestsPerMinute how many requests may be sent in a minute
 * @param maxWrites how many objects a publication or a sweep may create or change
 */
public record RequestLimits(
        OptionalInt batchSize, OptionalInt maxConcurrency, OptionalInt requestsPerMinute, OptionalInt maxWrites) {

    public static final RequestLimits NONE =
            new RequestLimits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** @throws InvalidSettingException if a limit is not a positive integer */
    public static RequestLimits of(VerdictSettings settings) {
        return new RequestLimits(
                settings.count("batchSize"),
                settings.count("maxConcurrency"),
                settings.count("requestsPerMinute"),
                settings.count("maxWrites"));
    }
}
