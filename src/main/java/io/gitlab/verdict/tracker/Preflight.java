package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import java.util.List;
import java.util.Map;

/**
 * What the tracker found before anything was written.
 *
 * @param refusals results that cannot be published, with the reason
 * @param findings further findings
 * @param place what date-dependent settings, such as the current iteration, resolved to: a later replay goes to the same
 *     place
 */
public record Preflight(Map<ResultKey, String> refusals, List<Finding> findings, Map<String, String> place) {
    public Preflight {
        refusals = Map.copyOf(refusals);
        findings = List.copyOf(findings);
        place = Map.copyOf(place);
    }
}
