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
 * @param settled settings that meant something of the day, such as the current iteration, by what was found for them: a
 *     later replay goes to the same place
 */
public record Preflight(
        Map<ResultKey, String> refusals, List<Finding> findings, Optional<URI> url, Map<String, String> settled) {
    public Preflight {
        refusals = Map.copyOf(refusals);
        findings = List.copyOf(findings);
        requireNonNull(url, "url");
        settled = Map.copyOf(settled);
    }
}
