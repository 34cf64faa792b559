package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.report.StaleReports;
import io.gitlab.verdict.resolve.ResolveSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where test executions and their test cases are found.
 *
 * @param reports the directories to read
 * @param fence reports written before this instant are stale; empty: none is
 * @param staleReports what to do with them
 * @param resolve how to find test cases
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
