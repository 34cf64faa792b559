package io.gitlab.verdict.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * A test run, read and resolved.
 *
 * @param reportFiles number of report files read
 * @param resolutions each execution with the test cases that it verifies, absent tests included
 * @param findings problems of reading and resolving
 */
public record ResolvedRun(int reportFiles, List<Resolution> resolutions, List<Finding> findings) {
    public ResolvedRun {
        resolutions = List.copyOf(resolutions);
        findings = List.copyOf(findings);
    }

    /** The same run with further findings. */
    public ResolvedRun with(List<Finding> further) {
        return new ResolvedRun(
                reportFiles,
                resolutions,
                Stream.concat(findings.stream(), further.stream()).toList());
    }
}
