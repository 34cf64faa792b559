package io.gitlab.verdict.domain;

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
}
