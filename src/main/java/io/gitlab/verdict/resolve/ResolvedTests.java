package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import java.util.List;

/**
 * The result of resolving test executions.
 *
 * @param resolutions one for each execution in the order given, then one for each absent test method
 * @param findings ambiguities, rows of the mapping file that are unused or cannot match, unreadable classes
 */
public record ResolvedTests(List<Resolution> resolutions, List<Finding> findings) {
    public ResolvedTests {
        resolutions = List.copyOf(resolutions);
        findings = List.copyOf(findings);
    }
}
