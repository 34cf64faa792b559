package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which executions of a suite the settings mean. The case of letters in a name matters only where names differ in nothing
 * else; {@code all} is a name where a platform or cycle is called exactly so, be it archived: to set statuses in
 * executions that are not meant would be worse than to set too few.
 */
final class ExecutionChoice {
    private final SuiteSelection selection;
    private final String suite;
    private final List<SuiteRun> runs;
    private final boolean everyPlatform;
    private final boolean everyCycle;

    /**
     * @param suite its key
     * @param executions all that it has, archived ones included
     */
    ExecutionChoice(SuiteSelection selection, String suite, List<Row> executions) {
        this.selection = selection;
        this.suite = suite;
        List<SuiteRun> all = executions.stream().map(SuiteRun::of).toList();
        this.everyPlatform = selection.allPlatforms() && !named(selection.platform(), all, SuiteRun::platform);
        this.everyCycle = selection.allCycles() && !named(selection.cycle(), all, SuiteRun::cycle);
        List<SuiteRun> alive = executions.stream()
                .filter(run -> SuiteRun.archived(run).isEmpty())
                .map(SuiteRun::of)
                .toList();
        Optional<String> cycle = everyCycle ? Optional.empty() : selection.cycle();
        this.runs = called(cycle, called(selection.release(), alive, SuiteRun::release), SuiteRun::cycle);
    }

    private static boolean named(Optional<String> wanted, List<SuiteRun> runs, Function<SuiteRun, String> name) {
        return wanted.isPresent() && runs.stream().map(name).anyMatch(wanted.get()::equals);
    }

    private static List<SuiteRun> called(
            Optional<String> wanted, List<SuiteRun> runs, Function<SuiteRun, String> name) {
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

    /** Whether the executions on every platform are meant. */
    boolean everyPlatform() {
        return everyPlatform;
    }

    /** Whether the executions in every cycle are meant. */
    boolean everyCycle() {
        return everyCycle;
    }

    /** At least one; on each platform that is meant one, or one for each cycle if that is. */
    List<SuiteRun> chosen() throws RefusedException {
        List<SuiteRun> chosen = new ArrayList<>();
        for (String platform : platforms()) {
            chosen.addAll(only(on(platform), " on platform \"" + platform + "\""));
        }
        return chosen.isEmpty() ? only(runs, "") : chosen.stream().distinct().toList();
    }

    /** The platforms that are meant; none where the setting names none. */
    private List<String> platforms() {
        if (everyPlatform) {
            return runs.stream().map(SuiteRun::platform).distinct().toList();
        }
        String wanted = selection.platform().orElse("");
        // A name may hold a comma.
        return !on(wanted).isEmpty()
                ? List.of(wanted)
                : Arrays.stream(wanted.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    private List<SuiteRun> on(String platform) {
        return called(Optional.of(platform), runs, SuiteRun::platform);
    }

    private List<SuiteRun> only(List<SuiteRun> fitting, String where) throws RefusedException {
        if (fitting.isEmpty()) {
            throw none(where);
        }
        if (differ(fitting, everyCycle ? SuiteRun::platform : SuiteRun::id)) {
            throw new RefusedException("Several executions of test suite " + suite + where + " fit: "
                    + fitting.stream().map(SuiteRun::toString).collect(Collectors.joining(", ")) + ". "
                    + advice(fitting));
        }
        return fitting;
    }

    private static boolean differ(List<SuiteRun> runs, Function<SuiteRun, Object> by) {
        return runs.stream().map(by).distinct().count() > 1;
    }

    /** Names only settings that tell the candidates apart. */
    private String advice(List<SuiteRun> candidates) {
        boolean platforms = differ(candidates, SuiteRun::platform);
        boolean releases = !everyCycle && differ(candidates, SuiteRun::release);
        boolean cycles = !everyCycle && differ(candidates, SuiteRun::cycle);
        boolean inCycles = releases || cycles;
        String telling = joined(platforms ? "<platform>" : "", releases ? "<release>" : "", cycles ? "<cycle>" : "");
        String every =
                joined(platforms ? "<platform>all</platform>" : "", inCycles || !platforms ? "<cycle>all</cycle>" : "");
        return (telling.isEmpty() ? "Archive all but one" : "Set " + telling + " in <qmetry> so that one is left")
                + ", or set " + every + " for each of them.";
    }

    private static String joined(String... settings) {
        return Stream.of(settings).filter(one -> !one.isEmpty()).collect(Collectors.joining(" and "));
    }

    private RefusedException none(String where) {
        return new RefusedException("Test suite " + suite + " has no execution" + where
                + selection.release().map(name -> " in release \"" + name + "\"").orElse("")
                + selection.cycle().map(name -> " in cycle \"" + name + "\"").orElse("")
                + " that is not archived. Link the suite to the cycle and the platform, or correct <qmetry>.");
    }
}
