package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.Deadline;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a tracker is opened with.
 *
 * @param settings the tracker's own settings by name, blank ones left out
 * @param apiKey the credential
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
        Secret apiKey,
        Optional<Signature> signature,
        Optional<HttpProxy> proxy,
        OptionalInt batchSize,
        OptionalInt maxConcurrency,
        OptionalInt requestsPerMinute,
        Path cacheDirectory,
        Deadline deadline) {

    public TrackerConnection {
        settings = Map.copyOf(settings);
        requireNonNull(apiKey, "apiKey");
        requireNonNull(signature, "signature");
        requireNonNull(proxy, "proxy");
        requireNonNull(batchSize, "batchSize");
        requireNonNull(maxConcurrency, "maxConcurrency");
        requireNonNull(requestsPerMinute, "requestsPerMinute");
        requireNonNull(cacheDirectory, "cacheDirectory");
        requireNonNull(deadline, "deadline");
    }
}
