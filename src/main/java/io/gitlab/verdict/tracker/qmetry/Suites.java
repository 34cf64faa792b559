package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;
import java.util.Map;

/** The test suites of a project, and their executions, archived ones included. */
final class Suites {
    private final OpenApi api;
    private final ProjectInfo project;

    Suites(OpenApi api, ProjectInfo project) {
        this.api = api;
        this.project = project;
    }

    /** @param filter which suites, in QMetry's words */
    List<Row> list(String filter, String action) throws RefusedException, UnavailableException {
        // Without the switch, QMetry would overwrite the filter that the key's owner has saved in the UI.
        Map<String, Object> question = Map.of(
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
        List<Row> suites = api.list("rest/testsuites/list/viewColumns", question, project.pageSize(), action);
        return Row.identified(suites, "a test suite", "tsID", "id");
    }

    /** @param suite its {@code tsID} */
    List<Row> executions(long suite) throws RefusedException, UnavailableException {
        Map<String, Object> question = Map.of(
                "tsID", suite, "gridName", "TESTEXECUTIONLIST", "viewId", project.view("TEL"), "filter", Filter.NONE);
        List<Row> executions = api.list(
                "rest/execution/list/platformHome", question, project.pageSize(), "list the executions of a suite");
        return Row.identified(executions, "an execution of a suite", "tsRunID", "tsrID");
    }
}
