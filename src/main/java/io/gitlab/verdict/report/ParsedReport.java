package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.input.ReportDate;
import java.util.List;
import java.util.OptionalInt;

/**
 * The content of one report file.
 *
 * @param executions in the order of the file
 * @param origins of each execution, in the same order
 * @param reruns how often a failed test is re-run at most, if the properties in the file give it
 * @param damaged whether the file, or a part of it, could not be read
 * @param findings problems of the file
 */
record ParsedReport(
        List<TestExecution> executions,
        List<Origin> origins,
        OptionalInt reruns,
        boolean damaged,
        List<Finding> findings) {

    /**
     * Where an execution comes from.
     *
     * @param source the suite that holds it
     * @param date its date as the report gives it
     */
    record Origin(ReportSource source, ReportDate date) {}

    ParsedReport {
        executions = List.copyOf(executions);
        origins = List.copyOf(origins);
        findings = List.copyOf(findings);
    }
}
