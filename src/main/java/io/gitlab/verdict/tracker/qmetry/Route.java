package io.gitlab.verdict.tracker.qmetry;

import java.util.List;

/**
 * Where results go: a suite, and those of its executions that are meant.
 *
 * @param suiteId its {@code tsID}
 * @param suiteKey such as {@code ACME-TS-1}
 * @param suiteRuns at least one
 * @param executions how many executions the suite has in all: what is linked to the suite is linked to each
 */
record Route(long suiteId, String suiteKey, List<SuiteRun> suiteRuns, int executions) {
    Route {
        suiteRuns = List.copyOf(suiteRuns);
    }
}
