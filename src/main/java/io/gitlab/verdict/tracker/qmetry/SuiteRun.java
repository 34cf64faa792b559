package io.gitlab.verdict.tracker.qmetry;

/**
 * An execution of a test suite on a platform in a cycle.
 *
 * @param id its {@code tsRunID}
 * @param platform its name
 * @param cycle its name
 * @param cycleId the cycle's id
 * @param release its name
 * @param releaseId the release's id
 */
record SuiteRun(long id, String platform, String cycle, long cycleId, String release, long releaseId) {
    /** For people. */
    @Override
    public String toString() {
        return id + " (platform " + platform + ", cycle " + cycle + ", release " + release + ")";
    }
}
