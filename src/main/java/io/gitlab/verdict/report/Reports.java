package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import java.nio.file.Path;
import java.util.List;

/**
 * What a set of report directories holds.
 *
 * @param executions every test execution once, in the order of directories, paths and elements
 * @param files how many report files were read, damaged ones included, stale ones that were left out not
 * @param stale the files that were written before the fence, whether they were read or left out
 * @param damaged the files of which a part, or all, could not be read
 * @param findings what a person should know: damage, signs of a crash, contradictions, odd values
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
