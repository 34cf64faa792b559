package io.gitlab.verdict.tracker.qmetry;

import java.util.List;

/**
 * Where results go: a suite, and those of its executions that are meant.
 *
 * @param suiteId its {@code tsID}
 * @param suiteKey such as {@code ACME-TS-1}
 * @param suiteRuns at least one
 */
record Route(long suiteId, String suiteKey, List<SuiteRun> suiteRuns) {
    Route {
        suiteRuns = List.copyOf(suiteRuns);
    }
}
