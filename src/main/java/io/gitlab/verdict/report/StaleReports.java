package io.gitlab.verdict.report;

/** What to do with a report that was written before the fence, by an earlier run. */
public enum StaleReports {
    /** Leave it out, with a warning. */
    SKIP,
    /** Leave it out; the caller fails with its name. */
    FAIL,
    /** Read it like any other. */
    PUBLISH
}
