package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.ParsedReport.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hosts of the suites of one report. If suites of one name have different hosts, these distinguish configurations:
 * Playwright writes its project there ({@code chromium}, {@code firefox}). Then they are the variants of the executions.
 */
final class SuiteHosts {

    private final Map<String, String> hosts = new HashMap<>();
    private boolean different;

    void add(ReportSource suite) {
        String first = hosts.putIfAbsent(suite.name(), suite.host());
        different |= first != null && !first.equals(suite.host());
    }

    /** The executions, with their hosts as variants if these distinguish suites of one name. */
    List<TestExecution> asVariants(List<TestExecution> executions, List<Origin> origins) {
        if (!different) {
            return executions;
        }
        List<TestExecution> variants = new ArrayList<>();
        for (int i = 0; i < executions.size(); i++) {
            TestExecution execution = executions.get(i);
            String host = origins.get(i).source().host();
            variants.add(execution.variant().isEmpty() ? execution.withVariant(host) : execution);
        }
        return variants;
    }
}
