package io.gitlab.verdict.tracker.qmetry;

import java.util.List;
import java.util.Map;

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
    /** What can be archived, by QMetry's word for it. */
    private static final Map<String, String> ARCHIVED = Map.of(
            "isTestSuiteArchived", "test suite",
            "isPlatformArchived", "platform",
            "isCycleArchived", "cycle",
            "isReleaseArchived", "release");

    static SuiteRun of(Row row) {
        return new SuiteRun(
                row.id("tsRunID", "tsrID"),
                row.text("Platform"),
                row.text("cycleName"),
                row.id("cycleID"),
                row.text("releaseName"),
                row.id("releaseID"));
    }

    /** What of it is archived, for people; then it takes no status any more. */
    static List<String> archived(Row row) {
        return ARCHIVED.entrySet().stream()
                .filter(one -> row.flag(one.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    /** For people. */
    @Override
    public String toString() {
        return id + " (platform " + platform + ", cycle " + cycle + ", release " + release + ")";
    }
}
