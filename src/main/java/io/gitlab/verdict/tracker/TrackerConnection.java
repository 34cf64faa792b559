package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.time.Deadline;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a tracker is opened with.
 *
 * @param settings the tracker's own settings by name, blank ones left out
 * @param credentials what {@link TrackerFactory#credentials} asks for
 * @param signature who signs changes; empty: nobody
 * @param proxy the proxy on the way
 * @param batchSize how many results go into one request; empty: the tracker's default
 * @param maxConcurrency how many requests may be under way at once; empty: the tracker's default
 * @param requestsPerMinute how many requests are sent in a minute at most; empty: no limit
 * @param cacheDirectory where lookups may be kept between runs; need not exist
 * @param deadline the budget of the whole publication
 */
public record TrackerConnection(
        Map<String, String> settings,
        Credentials credentials,
        Optional<Signature> signature,
        Optional<HttpProxy> proxy,
        OptionalInt batchSize,
        OptionalInt maxConcurrency,
        OptionalInt requestsPerMinute,
        Path cacheDirectory,
        Deadline deadline) {

    public TrackerConnection {
        settings = Map.copyOf(settings);
        requireNonNull(credentials, "credentials");
        requireNonNull(signature, "signature");
        requireNonNull(proxy, "proxy");
        requireNonNull(batchSize, "batchSize");
        requireNonNull(maxConcurrency, "maxConcurrency");
        requireNonNull(requestsPerMinute, "requestsPerMinute");
        requireNonNull(cacheDirectory, "cacheDirectory");
        requireNonNull(deadline, "deadline");
    }
}
