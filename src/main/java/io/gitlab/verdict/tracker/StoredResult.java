package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.ResultKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A result as the tracker holds it.
 *
 * @param key its test case and date
 * @param reference the tracker's reference, for {@link Change.Repair}
 * @param verdict the verdict's text; empty if the tracker holds none
 * @param flaws what else is wrong, such as "no tester"
 * @param url its page
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
