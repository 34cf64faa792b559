package io.gitlab.verdict.report;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.report.input.EvidenceStore;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads reports of Surefire and Failsafe 2.22.2 to 3.6, and of other tools in the same format.
 *
 * <p>The outcome of an execution is derived from the elements that are present: any {@code error} or {@code rerunError} makes
 * it errored, any {@code failure} or {@code rerunFailure} failed, any {@code flakyError} or {@code flakyFailure} flaky,
 * {@code skipped} skipped, and none of them passed. So are {@code status} and {@code result} attributes such as
 * {@code notrun}, {@code disabled}, {@code suppressed}. Counters of a suite and {@code type} attributes are ignored. A test
 * that failed and was run again is one execution: flaky if it passed then.
 *
 * <p>The date of an execution is its timestamp or its suite's, in the time zone that {@link DateRules} give if the report has
 * none, else the file's modification time in whole seconds. One before 2000 or in the future is replaced by the modification
 * time.
 *
 * <p>Reports are not trusted: no entity is expanded, nothing outside the file is read, and memory does not grow with the
 * output of the tests.
 */
public final class ReportReader {

    private final Optional<Instant> fence;
    private final StaleReports staleReports;
    private final EvidenceStore evidence;
    private final DateRules dates;

    /**
     * A reader that may be reused.
     *
     * @param fence when the run began: reports written before are stale; empty: no report is stale, but reports that are
     *     hours older than the others, or older than a day, are a warning
     * @param staleReports the handling of stale reports
     * @param evidence stores files that reports hold inline
     * @param dates how the dates of executions are found
     */
    public ReportReader(Optional<Instant> fence, StaleReports staleReports, EvidenceStore evidence, DateRules dates) {
        this.fence = requireNonNull(fence, "fence");
        this.staleReports = requireNonNull(staleReports, "staleReports");
        this.evidence = requireNonNull(evidence, "evidence");
        this.dates = requireNonNull(dates, "dates");
    }

    /**
     * Reads each file that is named {@code TEST-*.xml} or whose root is a test suite, once. A damaged file is named in the
     * findings, and the others are read; a missing default directory is ignored. Supplements that the settings name, or that
     * are found in the modules, add ids and evidence to the executions, and executions that no XML report has.
     */
    public Reports read(ReportSet reports) {
        evidence.begin();
        return scan(reports).read();
    }

    /** Whether there is a report that is not stale. Reads no report. */
    public boolean anyFresh(ReportSet reports) {
        return scan(reports).anyFresh();
    }

    private ReportScan scan(ReportSet reports) {
        return new ReportScan(reports, fence, staleReports, evidence, dates);
    }
}
