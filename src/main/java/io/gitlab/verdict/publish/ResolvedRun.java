package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.evidence.Redaction;
import java.util.List;

/**
 * A test run, read and resolved.
 *
 * @param reportFiles how many report files were read
 * @param resolutions every execution with the test cases it proves, absent tests included
 * @param findings what a person should know of reports and resolving
 */
public record ResolvedRun(int reportFiles, List<Resolution> resolutions, List<Finding> findings) {
    public ResolvedRun {
        resolutions = List.copyOf(resolutions);
        findings = List.copyOf(findings);
    }

    /** The same run, with secrets in its texts masked. */
    public ResolvedRun masked(Redaction redaction) {
        return new ResolvedRun(
                reportFiles, resolutions.stream().map(redaction::mask).toList(), findings);
    }
}
