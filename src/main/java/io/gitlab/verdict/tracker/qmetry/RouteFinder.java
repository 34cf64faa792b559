package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the suite and its executions. What is not unique is an error that tells the candidates. */
final class RouteFinder {
    private static final String SUITE_KEY = "[A-Za-z0-9]+-TS-\\d+";

    private final Suites suites;
    private final ProjectInfo project;
    private final QMetrySettings settings;

    RouteFinder(OpenApi api, ProjectInfo project, QMetrySettings settings) {
        this.suites = new Suites(api, project);
        this.project = project;
        this.settings = settings;
    }

    Route find() throws RefusedException, UnavailableException {
        Row suite = suite();
        long id = suite.id("tsID", "id");
        String key = suite.text("entityKey");
        List<Row> executions = suites.executions(id);
        return new Route(id, key, chosen(fitting(executions), key), executions.size());
    }

    private Row suite() throws RefusedException, UnavailableException {
        String wanted = settings.testSuite();
        String field = wanted.matches(SUITE_KEY) ? "entityKeyId" : "name";
        // The filter is one of QMetry's text filters: it may find what only contains the text.
        List<Row> found = suites.list(Filter.equal(field, wanted), "find the suite").stream()
                .filter(suite -> suite.text("entityKey").equalsIgnoreCase(wanted)
                        || suite.text("name").equals(wanted))
                .toList();
        List<Row> alive = found.stream().filter(suite -> !suite.archived()).toList();
        if (alive.size() == 1) {
            return alive.get(0);
        }
        if (alive.isEmpty()) {
            throw new RefusedException("Project \"" + project.name() + "\" has no test suite \"" + wanted + "\""
                    + (found.isEmpty() ? "" : " that is not archived")
                    + ". Set <qmetry><testSuite> to a key, such as ACME-TS-1, or a name.");
        }
        throw new RefusedException("Project \"" + project.name() + "\" has several test suites \"" + wanted + "\": "
                + alive.stream().map(suite -> suite.text("entityKey")).collect(Collectors.joining(", "))
                + ". Set <qmetry><testSuite> to the key of one.");
    }

    private List<SuiteRun> fitting(List<Row> executions) {
        return executions.stream()
                .filter(run -> SuiteRun.archived(run).isEmpty())
                .map(SuiteRun::of)
                .filter(run -> matches(settings.release(), run.release()))
                .filter(run -> settings.allCycles() || matches(settings.cycle(), run.cycle()))
                .toList();
    }

    private static boolean matches(Optional<String> wanted, String name) {
        return wanted.map(name::equalsIgnoreCase).orElse(true);
    }

    private List<SuiteRun> chosen(List<SuiteRun> runs, String suite) throws RefusedException {
        List<SuiteRun> chosen = new ArrayList<>();
        for (String platform : platforms(runs)) {
            chosen.addAll(only(on(platform, runs), suite, " on platform \"" + platform + "\""));
        }
        return chosen.isEmpty()
                ? only(runs, suite, "")
                : chosen.stream().distinct().toList();
    }

    /** The platforms that are meant; none where the setting names none. */
    private List<String> platforms(List<SuiteRun> runs) {
        if (settings.allPlatforms()) {
            return runs.stream().map(SuiteRun::platform).distinct().toList();
        }
        String wanted = settings.platform().orElse("");
        // A name may hold a comma.
        return !on(wanted, runs).isEmpty()
                ? List.of(wanted)
                : Arrays.stream(wanted.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    private static List<SuiteRun> on(String platform, List<SuiteRun> runs) {
        return runs.stream()
                .filter(run -> run.platform().equalsIgnoreCase(platform))
                .toList();
    }

    /** One, or one for each cycle if that is meant. */
    private List<SuiteRun> only(List<SuiteRun> runs, String suite, String where) throws RefusedException {
        if (runs.isEmpty()) {
            throw none(suite, where);
        }
        Stream<Object> choices = settings.allCycles()
                ? runs.stream().map(SuiteRun::platform)
                : runs.stream().map(SuiteRun::id);
        if (choices.distinct().count() > 1) {
            throw new RefusedException("Several executions of test suite " + suite + where + " fit: "
                    + runs.stream().map(SuiteRun::toString).collect(Collectors.joining(", ")) + ". " + advice(where));
        }
        return runs;
    }

    private static String advice(String where) {
        return where.isEmpty()
                ? "Set <platform>, <release> and <cycle> in <qmetry> so that one is left, or <platform>all</platform>"
                        + " for each platform."
                : "Set <release> and <cycle> in <qmetry> so that one is left, or <cycle>all</cycle> for each cycle.";
    }

    private RefusedException none(String suite, String where) {
        return new RefusedException("Test suite " + suite + " has no execution" + where
                + settings.release().map(name -> " in release \"" + name + "\"").orElse("")
                + settings.cycle().map(name -> " in cycle \"" + name + "\"").orElse("")
                + " that is not archived. Link the suite to the cycle and the platform, or correct <qmetry>.");
    }
}
