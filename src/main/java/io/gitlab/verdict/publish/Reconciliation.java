package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultStatus;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a reconciliation.
 *
 * @param results what became of each result, true by read-back
 * @param findings what a person should know besides
 * @param url where a person finds the results
 */
record Reconciliation(List<ResultStatus> results, List<Finding> findings, Optional<URI> url) {
    Reconciliation {
        results = List.copyOf(results);
        findings = List.copyOf(findings);
    }
}
