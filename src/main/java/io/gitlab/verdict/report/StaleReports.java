package io.gitlab.verdict.report;

/** The handling of reports that an earlier run wrote. */
public enum StaleReports {
    /** Leave stale reports out, with a warning. */
    SKIP,
    /** Leave stale reports out; the caller fails and names them. */
    FAIL,
    /** Read stale reports like all others. */
    PUBLISH
}
