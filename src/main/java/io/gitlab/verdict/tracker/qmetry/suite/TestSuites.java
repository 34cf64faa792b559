package io.gitlab.verdict.tracker.qmetry.suite;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.wire.Filter;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.List;
import java.util.Map;

/** The test suites of a project and their suite runs, including archived ones. */
public final class TestSuites {
    private final OpenApi api;
    private final QMetryProject project;

    public TestSuites(OpenApi api, QMetryProject project) {
        this.api = api;
        this.project = project;
    }

    /** @param filter a list filter of QMetry */
    public List<Row> list(String filter, String action) throws RefusedException, UnavailableException {
        // Without isFilterSaveRequired=false, QMetry would overwrite the filter that the key's owner saved in the UI.
        Map<String, Object> query = Map.of(
                "viewId",
                project.view("TS"),
                "folderPath",
                "",
                "getSubEntities",
                true,
                "scope",
                "project",
                "filter",
                filter,
                "isFilterSaveRequired",
                false);
        List<Row> suites = api.list("rest/testsuites/list/viewColumns", query, project.pageSize(), action);
        return Row.identified(suites, "a test suite", "tsID", "id");
    }

    /** @param suite its {@code tsID} */
    public List<Row> suiteRuns(long suite) throws RefusedException, UnavailableException {
        Map<String, Object> query = Map.of(
                "tsID", suite, "gridName", "TESTEXECUTIONLIST", "viewId", project.view("TEL"), "filter", Filter.NONE);
        List<Row> runs = api.list(
                "rest/execution/list/platformHome", query, project.pageSize(), "list the runs of a test suite");
        return Row.identified(runs, "a test suite run", "tsRunID", "tsrID");
    }
}
