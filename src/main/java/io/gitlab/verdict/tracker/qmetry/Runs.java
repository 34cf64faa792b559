package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The runs of the test cases of a route, by the test case's key. */
final class Runs {
    private final Map<String, List<Run>> byTestCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> withoutId = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    Runs() {}

    static Runs read(OpenApi api, ProjectInfo project, Route route) throws RefusedException, UnavailableException {
        Runs runs = new Runs();
        for (SuiteRun suiteRun : route.suiteRuns()) {
            rows(api, project, suiteRun.id(), Filter.NONE).forEach(row -> runs.add(run(row, suiteRun)));
        }
        return runs;
    }

    /** The rows of an execution of a suite that pass a filter. */
    static List<Row> rows(OpenApi api, ProjectInfo project, long suiteRun, String filter)
            throws RefusedException, UnavailableException {
        Map<String, Object> question = Map.of(
                "viewId",
                project.view("TE"),
                "tsrunID",
                Long.toString(suiteRun),
                "filter",
                filter,
                "udfFilter",
                Filter.NONE,
                "showTcWithDefects",
                false);
        return api.list("rest/execution/list/viewColumns", question, project.pageSize(), "read the test case runs");
    }

    private static Run run(Row row, SuiteRun suiteRun) {
        return new Run(
                row.id("tcRunID", "tcrID"),
                suiteRun,
                row.text("entityKey"),
                row.id("runStatusID"),
                row.flag("isTcArchived"),
                row.id("attachmentCount"),
                row.text("comment"),
                row.automated());
    }

    /** Adds a run, in place of what was read of it before: one that changes meanwhile may be on two pages. */
    void add(Run run) {
        if (run.id() == 0) {
            withoutId.add(run.testCase());
        } else {
            List<Run> ofCase = byTestCase.computeIfAbsent(run.testCase(), key -> new ArrayList<>());
            ofCase.removeIf(before -> before.id() == run.id());
            ofCase.add(run);
        }
    }

    /** Whether a test case has a run that QMetry tells no id of, so that nothing can be written to it. */
    boolean withoutId(String testCase) {
        return withoutId.contains(testCase);
    }

    /** At most one in each execution of the suite, unless it is {@link #ambiguous}. */
    List<Run> of(String testCase) {
        return byTestCase.getOrDefault(testCase, List.of());
    }

    /** Whether a run of a test case holds files. */
    boolean holdsFiles(String testCase, long run) {
        return of(testCase).stream().anyMatch(one -> one.id() == run && one.files() > 0);
    }

    /** Whether the test case stands several times in one execution, as with parameters. */
    boolean ambiguous(String testCase) {
        List<Run> runs = of(testCase);
        return runs.stream().map(run -> run.suiteRun().id()).distinct().count() < runs.size();
    }

    /** The runs, for people. */
    String describe(String testCase) {
        return of(testCase).stream()
                .map(run -> "run " + run.id() + " of execution " + run.suiteRun())
                .collect(Collectors.joining(", "));
    }
}
