package io.gitlab.verdict.tracker.rally.testcase;

import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Finds the reason why a test case is missing. Rally's lookup omits test cases that are recycled, in a closed project
 * or in another workspace, so each of these is queried. A refused query is not an error.
 */
public final class MissingTestCases {
    /** Each project and workspace costs one request, and a subscription may have hundreds. */
    private static final int PLACES = 10;

    private static final int ASKED = 100;
    private static final String UNKNOWN =
            "unknown: this workspace has no such test case, or it is not visible to this API key. Correct the"
                    + " id, or ask for access.";

    private final WsapiClient wsapi;
    private final TestCases testCases;
    private final String workspace;

    public MissingTestCases(WsapiClient wsapi, TestCases testCases, String workspace) {
        this.wsapi = wsapi;
        this.testCases = testCases;
        this.workspace = workspace;
    }

    /** The reason for each missing test case. */
    public Map<String, String> explain(List<String> formattedIds) throws UnavailableException {
        Map<String, String> reasons = new HashMap<>();
        List<String> asked = formattedIds.stream().limit(ASKED).toList();
        if (!asked.isEmpty()) {
            List<JsonNode> closed = closedProjects();
            seekElsewhere(asked, reasons);
            seekIn(closed, asked, reasons);
            seekInRecycleBin(asked, reasons);
            formattedIds.forEach(id -> reasons.putIfAbsent(id, UNKNOWN + hidden(closed)));
        }
        return reasons;
    }

    /** Some Rally servers hide the contents of closed projects even from a query in that project. */
    private static String hidden(List<JsonNode> closed) {
        return closed.isEmpty()
                ? ""
                : " If it is in a closed project (" + names(closed) + "), reopen that, or move it.";
    }

    private static String names(List<JsonNode> projects) {
        return FirstFew.of(projects.stream()
                .map(project -> "\"" + project.path("Name").asString("") + "\"")
                .toList());
    }

    private List<JsonNode> closedProjects() throws UnavailableException {
        return ask(new Query(
                "project", QueryScope.workspace(workspace), Condition.is("State", "Closed"), "ObjectID,Name"));
    }

    private void seekInRecycleBin(List<String> asked, Map<String, String> reasons) throws UnavailableException {
        Query query =
                new Query("recyclebinentry", QueryScope.workspace(workspace), Condition.isOneOf("ID", asked), "ID");
        for (JsonNode entry : ask(query)) {
            reasons.put(
                    entry.path("ID").asString(""), "recycled: restore it from Rally's recycle bin, or correct the id.");
        }
    }

    private void seekIn(List<JsonNode> closed, List<String> asked, Map<String, String> reasons)
            throws UnavailableException {
        for (JsonNode project : closed.stream().limit(PLACES).toList()) {
            String ref = Refs.of("project", project);
            seek(
                    QueryScope.project(workspace, ref),
                    asked,
                    reasons,
                    closed(project.path("Name").asString("")));
        }
    }

    public static String closed(String project) {
        return "in the closed project \"" + project + "\": reopen it, or move the test case.";
    }

    private void seekElsewhere(List<String> asked, Map<String, String> reasons) throws UnavailableException {
        for (JsonNode other : workspaces().stream().limit(PLACES).toList()) {
            String ref = Refs.of("workspace", other);
            if (!ref.equals(workspace)) {
                seek(
                        QueryScope.workspace(ref),
                        asked,
                        reasons,
                        "unknown in this workspace, but workspace \""
                                + other.path("Name").asString("") + "\" has one of that id. Check <rally><workspace>.");
            }
        }
    }

    private List<JsonNode> workspaces() throws UnavailableException {
        try {
            return wsapi.workspaces();
        } catch (RefusedException e) {
            return List.of();
        }
    }

    private void seek(Map<String, String> scope, List<String> asked, Map<String, String> reasons, String reason)
            throws UnavailableException {
        try {
            testCases.query(scope, asked).forEach(found -> {
                String id = found.path("FormattedID").asString("");
                if (asked.contains(id)) {
                    reasons.put(id, reason);
                }
            });
        } catch (RefusedException e) {
            // Without access to this scope, the reason stays "unknown".
        }
    }

    private List<JsonNode> ask(Query query) throws UnavailableException {
        try {
            return wsapi.query(query, "look for missing test cases");
        } catch (RefusedException e) {
            return List.of();
        }
    }
}
