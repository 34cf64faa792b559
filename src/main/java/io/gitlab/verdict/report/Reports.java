package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import java.nio.file.Path;
import java.util.List;

/**
 * The content of report directories.
 *
 * @param executions every test execution once, in the order of directories, paths and elements
 * @param files number of report files read, including damaged files, excluding stale files that were left out
 * @param stale files written before the fence, whether read or left out
 * @param damaged files that could not be read, or not completely
 * @param findings damage, signs of a crash, contradictions, implausible values
 */
public record Reports(
        List<TestExecution> executions, int files, List<Path> stale, List<Path> damaged, List<Finding> findings) {
    public Reports {
        executions = List.copyOf(executions);
        stale = List.copyOf(stale);
        damaged = List.copyOf(damaged);
        findings = List.copyOf(findings);
    }
}
