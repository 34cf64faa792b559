package io.gitlab.verdict.tracker.qmetry.project;

import java.util.Map;
import java.util.Optional;

/**
 * The settings that select a test suite and its suite runs.
 *
 * @param testSuite key or name; empty text: no suite is needed
 * @param platform a name, several separated by commas, or {@code all}; if empty, there must be only one
 * @param release name; empty: any
 * @param cycle name, or {@code all}; if empty, there must be only one
 */
public record SuiteSelection(
        String testSuite, Optional<String> platform, Optional<String> release, Optional<String> cycle) {
    private static final String ALL = "all";

    static SuiteSelection of(String testSuite, Map<String, String> settings) {
        return new SuiteSelection(
                testSuite,
                Optional.ofNullable(settings.get("platform")).map(String::strip),
                Optional.ofNullable(settings.get("release")).map(String::strip),
                Optional.ofNullable(settings.get("cycle")).map(String::strip));
    }

    /** Whether every platform is selected, unless a platform has this very name. */
    public boolean allPlatforms() {
        return platform.filter(ALL::equalsIgnoreCase).isPresent();
    }

    /** Whether every cycle is selected, unless a cycle has this very name. */
    public boolean allCycles() {
        return cycle.filter(ALL::equalsIgnoreCase).isPresent();
    }
}
