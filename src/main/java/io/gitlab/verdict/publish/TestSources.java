package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.report.DateRules;
import io.gitlab.verdict.report.ReportSet;
import io.gitlab.verdict.report.StaleReports;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.resolve.ResolveSettings;
import java.time.Instant;
import java.util.Optional;

/**
 * The sources of test executions and of their test cases.
 *
 * @param reports the reports to read
 * @param fence reports written before this instant are stale; empty: none is stale
 * @param staleReports the handling of stale reports
 * @param evidence stores files that reports hold inline
 * @param dates how the dates of test executions are found
 * @param resolve the settings of the rules that find test cases
 */
public record TestSources(
        ReportSet reports,
        Optional<Instant> fence,
        StaleReports staleReports,
        EvidenceStore evidence,
        DateRules dates,
        ResolveSettings resolve) {

    public TestSources {
        requireNonNull(reports, "reports");
        requireNonNull(fence, "fence");
        requireNonNull(staleReports, "staleReports");
        requireNonNull(evidence, "evidence");
        requireNonNull(dates, "dates");
        requireNonNull(resolve, "resolve");
    }
}
