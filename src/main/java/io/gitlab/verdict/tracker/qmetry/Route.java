package io.gitlab.verdict.tracker.qmetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where results go: a suite, and those of its executions that are meant.
 *
 * @param suiteId its {@code tsID}
 * @param suiteKey such as {@code ACME-TS-1}
 * @param suiteRuns at least one
 * @param executions how many executions the suite has in all: what is linked to the suite is linked to each
 * @param everyPlatform whether the executions on every platform are meant
 * @param everyCycle whether the executions in every cycle are meant
 */
record Route(
        long suiteId,
        String suiteKey,
        List<SuiteRun> suiteRuns,
        int executions,
        boolean everyPlatform,
        boolean everyCycle) {
    Route {
        suiteRuns = List.copyOf(suiteRuns);
    }

    /**
     * What was chosen because there was no other choice, by the name of the setting: there may be when it is replayed. All
     * platforms, and all cycles, stay all of them.
     */
    Map<String, String> place() {
        Map<String, String> place = new HashMap<>();
        place.put("testSuite", suiteKey);
        if (!everyCycle) {
            common(SuiteRun::release).ifPresent(release -> place.put("release", release));
            common(SuiteRun::cycle).ifPresent(cycle -> place.put("cycle", cycle));
        }
        if (!everyPlatform) {
            common(SuiteRun::platform).ifPresent(platform -> place.put("platform", platform));
        }
        return place;
    }

    /** Whether what is published with other settings goes to one of these executions, too. */
    boolean sharedBy(QMetrySettings others, QMetrySettings own) {
        boolean sameSuite = others.testSuite().equalsIgnoreCase(suiteKey)
                || others.testSuite().equalsIgnoreCase(own.testSuite());
        return sameSuite
                && others.url().equals(own.url())
                && others.project().equalsIgnoreCase(own.project())
                && suiteRuns.stream().anyMatch(others::mayMean);
    }

    private Optional<String> common(Function<SuiteRun, String> name) {
        List<String> names = suiteRuns.stream().map(name).distinct().toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }
}
