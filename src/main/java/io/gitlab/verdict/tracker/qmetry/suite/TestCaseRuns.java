package io.gitlab.verdict.tracker.qmetry.suite;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.wire.Filter;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The test case runs of a target, by the test case's key. */
public final class TestCaseRuns {
    private final Map<String, List<TestCaseRun>> byTestCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> withoutId = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    public TestCaseRuns() {}

    public static TestCaseRuns read(OpenApi api, QMetryProject project, Target target)
            throws RefusedException, UnavailableException {
        TestCaseRuns runs = new TestCaseRuns();
        for (SuiteRun suiteRun : target.suiteRuns()) {
            rows(api, project, suiteRun.id(), Filter.NONE).forEach(row -> runs.add(run(row, suiteRun)));
        }
        return runs;
    }

    /** The rows of a suite run that pass a filter. */
    public static List<Row> rows(OpenApi api, QMetryProject project, long suiteRun, String filter)
            throws RefusedException, UnavailableException {
        Map<String, Object> query = Map.of(
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
        return api.list("rest/execution/list/viewColumns", query, project.pageSize(), "read the test case runs");
    }

    private static TestCaseRun run(Row row, SuiteRun suiteRun) {
        return new TestCaseRun(
                row.id("tcRunID", "tcrID"),
                suiteRun,
                row.text("entityKey"),
                row.id("runStatusID"),
                row.flag("isTcArchived"),
                row.id("attachmentCount"),
                row.text("comment"),
                row.automated());
    }

    /** Adds a run, or replaces it: a run that changes during the read may be on two pages. */
    public void add(TestCaseRun run) {
        if (run.id() == 0) {
            withoutId.add(run.testCase());
        } else {
            List<TestCaseRun> ofCase = byTestCase.computeIfAbsent(run.testCase(), key -> new ArrayList<>());
            ofCase.removeIf(before -> before.id() == run.id());
            ofCase.add(run);
        }
    }

    /** Whether QMetry returned a run of the test case without an id, which cannot be written to. */
    public boolean withoutId(String testCase) {
        return withoutId.contains(testCase);
    }

    /** At most one in each suite run, unless it is {@link #ambiguous}. */
    public List<TestCaseRun> of(String testCase) {
        return byTestCase.getOrDefault(testCase, List.of());
    }

    /** Whether a run of a test case has attachments. */
    public boolean hasFiles(String testCase, long run) {
        return of(testCase).stream().anyMatch(one -> one.id() == run && one.files() > 0);
    }

    /** Whether the test case has several runs in one suite run, as with parameters. */
    public boolean ambiguous(String testCase) {
        List<TestCaseRun> runs = of(testCase);
        return runs.stream().map(run -> run.suiteRun().id()).distinct().count() < runs.size();
    }

    /** The runs, for messages. */
    public String describe(String testCase) {
        return of(testCase).stream()
                .map(run -> "run " + run.id() + " of test suite run " + run.suiteRun())
                .collect(Collectors.joining(", "));
    }
}
