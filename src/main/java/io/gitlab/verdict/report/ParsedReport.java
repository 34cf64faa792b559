package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one report file holds.
 *
 * @param executions in the order of the file
 * @param reruns how often a failed test is run again at most, if the file's properties tell it
 * @param damaged whether a part, or all, of the file could not be read
 * @param findings what a person should know about the file
 */
record ParsedReport(List<TestExecution> executions, OptionalInt reruns, boolean damaged, List<Finding> findings) {
    ParsedReport {
        executions = List.copyOf(executions);
        findings = List.copyOf(findings);
    }
}
