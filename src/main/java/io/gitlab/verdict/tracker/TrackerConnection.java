package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.time.Deadline;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parameters for opening a tracker.
 *
 * @param settings the tracker's own settings by name, blank ones left out
 * @param credentials the credentials that {@link TrackerFactory#credentials} names
 * @param signature the user who signs changes; empty: none
 * @param proxies the proxies of this machine
 * @param batchSize the number of results in one request; empty: the tracker's default
 * @param maxConcurrency the number of concurrent requests; empty: the tracker's default
 * @param requestsPerMinute the most requests per minute; empty: no limit
 * @param cacheDirectory a directory for lookups that are kept between runs; need not exist
 * @param deadline the budget of the whole publication
 */
public record TrackerConnection(
        Map<String, String> settings,
        Credentials credentials,
        Optional<Signature> signature,
        List<HttpProxy> proxies,
        OptionalInt batchSize,
        OptionalInt maxConcurrency,
        OptionalInt requestsPerMinute,
        Path cacheDirectory,
        Deadline deadline) {

    public TrackerConnection {
        settings = Map.copyOf(settings);
        requireNonNull(credentials, "credentials");
        requireNonNull(signature, "signature");
        proxies = List.copyOf(proxies);
        requireNonNull(batchSize, "batchSize");
        requireNonNull(maxConcurrency, "maxConcurrency");
        requireNonNull(requestsPerMinute, "requestsPerMinute");
        requireNonNull(cacheDirectory, "cacheDirectory");
        requireNonNull(deadline, "deadline");
    }

    /** The proxy to that server; empty if it is reached without. */
    public Optional<HttpProxy> proxy(URI server) {
        return HttpProxy.of(proxies, server);
    }
}
