package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tracker said before anything was written.
 *
 * @param refusals results that cannot be published, with the reason
 * @param findings what a person should know besides
 * @param url where a person will find the results
 */
public record Preflight(Map<ResultKey, String> refusals, List<Finding> findings, Optional<URI> url) {
    public Preflight {
        refusals = Map.copyOf(refusals);
        findings = List.copyOf(findings);
        requireNonNull(url, "url");
    }
}
