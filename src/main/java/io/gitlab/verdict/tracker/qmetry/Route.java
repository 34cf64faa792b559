package io.gitlab.verdict.tracker.qmetry;

import java.util.Arrays;
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
    Map<String, String> settled() {
        Map<String, String> settled = new HashMap<>();
        settled.put("testSuite", suiteKey);
        if (!everyCycle) {
            common(SuiteRun::release).ifPresent(release -> settled.put("release", release));
            common(SuiteRun::cycle).ifPresent(cycle -> settled.put("cycle", cycle));
        }
        if (!everyPlatform) {
            common(SuiteRun::platform).ifPresent(platform -> settled.put("platform", platform));
        }
        return settled;
    }

    /** Whether a publication with these other settings may write to one of these suite runs too, judged by names. */
    boolean sharedBy(QMetrySettings others, QMetrySettings own) {
        String suite = others.selection().testSuite();
        boolean sameSuite = suite.equalsIgnoreCase(suiteKey)
                || suite.equalsIgnoreCase(own.selection().testSuite());
        return sameSuite
                && others.url().equals(own.url())
                && others.project().equalsIgnoreCase(own.project())
                && suiteRuns.stream().anyMatch(run -> maySelect(others.selection(), run));
    }

    private static boolean maySelect(SuiteSelection selection, SuiteRun run) {
        return selection.release().map(run.release()::equalsIgnoreCase).orElse(true)
                && (selection.allCycles()
                        || selection.cycle().map(run.cycle()::equalsIgnoreCase).orElse(true))
                && (selection.allPlatforms()
                        || selection
                                .platform()
                                .map(names -> lists(names, run.platform()))
                                .orElse(true));
    }

    private static boolean lists(String names, String name) {
        return names.equalsIgnoreCase(name)
                || Arrays.stream(names.split(",")).map(String::strip).anyMatch(name::equalsIgnoreCase);
    }

    private Optional<String> common(Function<SuiteRun, String> name) {
        List<String> names = suiteRuns.stream().map(name).distinct().toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }
}
