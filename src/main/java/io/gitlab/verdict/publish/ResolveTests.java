package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.report.ReportReader;
import io.gitlab.verdict.report.Reports;
import io.gitlab.verdict.report.StaleReports;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.resolve.ResolvedTests;
import io.gitlab.verdict.resolve.Resolver;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.util.ArrayList;
import java.util.List;

/** Reads the reports and finds the test cases, without a tracker. */
public final class ResolveTests {
    private final TestSources sources;
    private final Resolver resolver;

    /** @throws InvalidSettingException if the mapping file cannot be used */
    public ResolveTests(TestSources sources) {
        this.sources = sources;
        this.resolver = Resolver.of(sources.resolve());
    }

    /** Whether any test ran since the fence. */
    public boolean anyFresh() {
        return reader().anyFresh(sources.reports());
    }

    private ReportReader reader() {
        return new ReportReader(sources.fence(), sources.staleReports(), sources.evidence(), sources.dates());
    }

    /** @throws StaleReportsException if there are stale reports and the settings demand a failure */
    public ResolvedRun run() throws StaleReportsException {
        Reports reports = reader().read(sources.reports());
        if (sources.staleReports() == StaleReports.FAIL && !reports.stale().isEmpty()) {
            throw new StaleReportsException(reports.stale());
        }
        ResolvedTests resolved = resolver.resolve(reports.executions());
        List<Finding> findings = new ArrayList<>(reports.findings());
        findings.addAll(resolved.findings());
        return new ResolvedRun(reports.files(), resolved.resolutions(), findings);
    }
}
