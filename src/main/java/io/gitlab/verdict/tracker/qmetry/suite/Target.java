package io.gitlab.verdict.tracker.qmetry.suite;

import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.SuiteSelection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where results are published: a suite and the selected suite runs, found by {@link TargetFinder}.
 *
 * @param suiteId its {@code tsID}
 * @param suiteKey such as {@code ACME-TS-1}
 * @param suiteRuns the selected suite runs; at least one
 * @param allSuiteRuns how many suite runs the suite has: a test case that is linked to the suite gets a run in each
 * @param everyPlatform whether every platform is selected
 * @param everyCycle whether every cycle is selected
 */
public record Target(
        long suiteId,
        String suiteKey,
        List<SuiteRun> suiteRuns,
        int allSuiteRuns,
        boolean everyPlatform,
        boolean everyCycle) {
    public Target {
        suiteRuns = List.copyOf(suiteRuns);
    }

    /**
     * The settings that select the same suite runs at a replay, when there may be more to choose from. A selection of all
     * platforms or all cycles is kept as it is.
     */
    public Map<String, String> place() {
        Map<String, String> settings = new HashMap<>();
        settings.put("testSuite", suiteKey);
        if (!everyCycle) {
            common(SuiteRun::release).ifPresent(release -> settings.put("release", release));
            common(SuiteRun::cycle).ifPresent(cycle -> settings.put("cycle", cycle));
        }
        if (!everyPlatform) {
            common(SuiteRun::platform).ifPresent(platform -> settings.put("platform", platform));
        }
        return settings;
    }

    /** Whether a publication with these other settings may write to one of these suite runs too, judged by names. */
    public boolean sharedBy(QMetrySettings others, QMetrySettings own) {
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
