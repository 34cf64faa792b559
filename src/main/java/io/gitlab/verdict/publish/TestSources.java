package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.report.StaleReports;
import io.gitlab.verdict.resolve.ResolveSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The sources of test executions and of their test cases.
 *
 * @param reports the directories to read
 * @param fence reports written before this instant are stale; empty: none is stale
 * @param staleReports the handling of stale reports
 * @param resolve the settings of the rules that find test cases
 */
public record TestSources(
        List<ReportDirectory> reports, Optional<Instant> fence, StaleReports staleReports, ResolveSettings resolve) {

    public TestSources {
        reports = List.copyOf(reports);
        requireNonNull(fence, "fence");
        requireNonNull(staleReports, "staleReports");
        requireNonNull(resolve, "resolve");
    }
}
