package io.gitlab.verdict.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the reports of Surefire and Failsafe 2.22.2 to 3.6, and those of other tools in the same format.
 *
 * <p>The outcome of an execution comes from the elements that are present: any {@code error} or {@code rerunError} makes
 * it errored, any {@code failure} or {@code rerunFailure} failed, any {@code flakyError} or {@code flakyFailure} flaky,
 * {@code skipped} skipped, and none of them passed. A suite's counters and {@code type} attributes decide nothing.
 *
 * <p>The date of an execution is its timestamp or its suite's, if that tells a time zone, else the file's modification
 * time in whole seconds.
 *
 * <p>Reports are not trusted: no entity is expanded, nothing outside the file is read, and what is held in memory does
 * not grow with the tests' output.
 */
public final class ReportReader {

    private final Optional<Instant> fence;
    private final StaleReports staleReports;

    /**
     * Makes a reader that may be used again.
     *
     * @param fence when the run began: reports written before are stale; empty: none is
     * @param staleReports what to do with stale reports
     */
    public ReportReader(Optional<Instant> fence, StaleReports staleReports) {
        this.fence = requireNonNull(fence, "fence");
        this.staleReports = requireNonNull(staleReports, "staleReports");
    }

    /**
     * Reads what the directories hold: files named {@code TEST-*.xml} or, where there is none, any XML file whose root is
     * a test suite. A bad file costs itself only, and is named in the answer; a missing directory holds nothing.
     */
    public Reports read(List<ReportDirectory> directories) {
        ReportScan reading = new ReportScan(fence, staleReports);
        directories.forEach(reading::add);
        return reading.finish();
    }

    /** Whether the directories hold a report that is not stale; reads none. */
    public boolean anyFresh(List<ReportDirectory> directories) {
        return new ReportScan(fence, staleReports).anyFresh(directories);
    }
}
