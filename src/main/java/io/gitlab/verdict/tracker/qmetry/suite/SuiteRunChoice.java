package io.gitlab.verdict.tracker.qmetry.suite;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.qmetry.project.SuiteSelection;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The suite runs that the settings select. Case matters only between names that differ in case alone. {@code all} is a name
 * if a platform or cycle, possibly an archived one, has exactly this name: writing to the wrong suite runs is worse
 * than writing to too few.
 */
final class SuiteRunChoice {
    private final SuiteSelection selection;
    private final String suite;
    private final List<SuiteRun> runs;
    private final boolean everyPlatform;
    private final boolean everyCycle;

    /**
     * @param suite its key
     * @param rows all its suite runs, including archived ones
     */
    SuiteRunChoice(SuiteSelection selection, String suite, List<Row> rows) {
        this.selection = selection;
        this.suite = suite;
        List<SuiteRun> all = rows.stream().map(SuiteRun::of).toList();
        this.everyPlatform = selection.allPlatforms() && !exists(selection.platform(), all, SuiteRun::platform);
        this.everyCycle = selection.allCycles() && !exists(selection.cycle(), all, SuiteRun::cycle);
        List<SuiteRun> active = rows.stream()
                .filter(run -> SuiteRun.archived(run).isEmpty())
                .map(SuiteRun::of)
                .toList();
        Optional<String> cycle = everyCycle ? Optional.empty() : selection.cycle();
        this.runs = named(cycle, named(selection.release(), active, SuiteRun::release), SuiteRun::cycle);
    }

    private static boolean exists(Optional<String> wanted, List<SuiteRun> runs, Function<SuiteRun, String> name) {
        return wanted.isPresent() && runs.stream().map(name).anyMatch(wanted.get()::equals);
    }

    private static List<SuiteRun> named(Optional<String> wanted, List<SuiteRun> runs, Function<SuiteRun, String> name) {
        if (wanted.isEmpty()) {
            return runs;
        }
        List<SuiteRun> exact = runs.stream()
                .filter(run -> name.apply(run).equals(wanted.get()))
                .toList();
        return exact.isEmpty()
                ? runs.stream()
                        .filter(run -> name.apply(run).equalsIgnoreCase(wanted.get()))
                        .toList()
                : exact;
    }

    /** Whether every platform is selected. */
    boolean everyPlatform() {
        return everyPlatform;
    }

    /** Whether every cycle is selected. */
    boolean everyCycle() {
        return everyCycle;
    }

    /** At least one: for each selected platform one, or one per cycle if every cycle is selected. */
    List<SuiteRun> chosen() throws RefusedException {
        List<SuiteRun> chosen = new ArrayList<>();
        for (String platform : platforms()) {
            chosen.addAll(unambiguous(on(platform), " on platform \"" + platform + "\""));
        }
        return chosen.isEmpty()
                ? unambiguous(runs, "")
                : chosen.stream().distinct().toList();
    }

    /** The selected platforms; none if none is set. */
    private List<String> platforms() {
        if (everyPlatform) {
            return runs.stream().map(SuiteRun::platform).distinct().toList();
        }
        String wanted = selection.platform().orElse("");
        // A name may contain a comma.
        return !on(wanted).isEmpty()
                ? List.of(wanted)
                : Arrays.stream(wanted.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    private List<SuiteRun> on(String platform) {
        return named(Optional.of(platform), runs, SuiteRun::platform);
    }

    private List<SuiteRun> unambiguous(List<SuiteRun> matching, String where) throws RefusedException {
        if (matching.isEmpty()) {
            throw none(where);
        }
        if (differ(matching, everyCycle ? SuiteRun::platform : SuiteRun::id)) {
            throw new RefusedException("Several executions of test suite " + suite + where + " match: "
                    + matching.stream().map(SuiteRun::toString).collect(Collectors.joining(", ")) + ". "
                    + advice(matching));
        }
        return matching;
    }

    private static boolean differ(List<SuiteRun> runs, Function<SuiteRun, Object> by) {
        return runs.stream().map(by).distinct().count() > 1;
    }

    /** Names only settings that distinguish the candidates. */
    private String advice(List<SuiteRun> candidates) {
        boolean platforms = differ(candidates, SuiteRun::platform);
        boolean releases = !everyCycle && differ(candidates, SuiteRun::release);
        boolean cycles = !everyCycle && differ(candidates, SuiteRun::cycle);
        boolean inCycles = releases || cycles;
        String distinguishing =
                joined(platforms ? "<platform>" : "", releases ? "<release>" : "", cycles ? "<cycle>" : "");
        String every =
                joined(platforms ? "<platform>all</platform>" : "", inCycles || !platforms ? "<cycle>all</cycle>" : "");
        return (distinguishing.isEmpty()
                        ? "Archive all but one"
                        : "Set " + distinguishing + " in <qmetry> to select one")
                + ", or set " + every + " to select all of them.";
    }

    private static String joined(String... settings) {
        return Stream.of(settings).filter(one -> !one.isEmpty()).collect(Collectors.joining(" and "));
    }

    private RefusedException none(String where) {
        return new RefusedException("Test suite " + suite + " has no execution" + where
                + selection
                        .release()
                        .map(name -> " in release \"" + name + "\"")
                        .orElse("")
                + selection.cycle().map(name -> " in cycle \"" + name + "\"").orElse("")
                + " that is not archived. Link the suite to the cycle and the platform, or correct <qmetry>.");
    }
}
