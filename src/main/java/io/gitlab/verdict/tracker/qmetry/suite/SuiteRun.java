package io.gitlab.verdict.tracker.qmetry.suite;

import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.List;
import java.util.Map;

/**
 * A suite run: a test suite on a platform in a cycle. QMetry lists suite runs as "executions".
 *
 * @param id its {@code tsRunID}
 * @param platform its name
 * @param cycle its name
 * @param cycleId the cycle's id
 * @param release its name
 * @param releaseId the release's id
 */
public record SuiteRun(long id, String platform, String cycle, long cycleId, String release, long releaseId) {
    /** QMetry's fields for what may be archived. */
    private static final Map<String, String> ARCHIVED = Map.of(
            "isTestSuiteArchived", "test suite",
            "isPlatformArchived", "platform",
            "isCycleArchived", "cycle",
            "isReleaseArchived", "release");

    public static SuiteRun of(Row row) {
        return new SuiteRun(
                row.id("tsRunID", "tsrID"),
                row.text("Platform"),
                row.text("cycleName"),
                row.id("cycleID"),
                row.text("releaseName"),
                row.id("releaseID"));
    }

    /** Which parts of it are archived, for messages. If any is, no status can be set. */
    public static List<String> archived(Row row) {
        return ARCHIVED.entrySet().stream()
                .filter(one -> row.flag(one.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    /** For messages. */
    @Override
    public String toString() {
        return id + " (platform " + platform + ", cycle " + cycle + ", release " + release + ")";
    }
}
