package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.ResultKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A result as the tracker holds it.
 *
 * @param key which test case and date it is of
 * @param reference the tracker's own name of it, for {@link Change.Repair}
 * @param verdict the verdict's text; empty when the tracker holds none
 * @param flaws what else is missing, in words such as "no tester"; empty when it is whole
 * @param url where a person finds it
 */
public record StoredResult(ResultKey key, String reference, String verdict, List<String> flaws, Optional<URI> url) {
    public StoredResult {
        requireNonNull(key, "key");
        requireNonNull(reference, "reference");
        requireNonNull(verdict, "verdict");
        flaws = List.copyOf(flaws);
        requireNonNull(url, "url");
    }
}
