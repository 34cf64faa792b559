package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Tells why a test case is not found: Rally shows nothing of what is recycled, in a closed project or in another
 * workspace, so each of these places is asked, and a refusal there is no error.
 */
final class MissingTestCases {
    /** Each place costs a request; a subscription may have hundreds. */
    private static final int PLACES = 10;

    private static final int ASKED = 100;
    private static final String UNKNOWN =
            "unknown: Rally has no such test case in this workspace, or does not show it to this API key. Correct the"
                    + " id, or ask for access.";

    private final Wsapi wsapi;
    private final TestCases testCases;
    private final String workspace;

    MissingTestCases(Wsapi wsapi, TestCases testCases, String workspace) {
        this.wsapi = wsapi;
        this.testCases = testCases;
        this.workspace = workspace;
    }

    /** Why each of these is not found. */
    Map<String, String> explain(List<String> formattedIds) throws UnavailableException {
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

    /** Not every Rally shows what is in a closed project, even to those who ask for that project. */
    private static String hidden(List<JsonNode> closed) {
        return closed.isEmpty()
                ? ""
                : " If it is in a closed project (" + Places.names(closed) + "), reopen that, or move it.";
    }

    private List<JsonNode> closedProjects() throws UnavailableException {
        return ask(new Query("project", Scope.workspace(workspace), Condition.is("State", "Closed"), "ObjectID,Name"));
    }

    private void seekInRecycleBin(List<String> asked, Map<String, String> reasons) throws UnavailableException {
        Query query = new Query("recyclebinentry", Scope.workspace(workspace), Condition.isOneOf("ID", asked), "ID");
        for (JsonNode entry : ask(query)) {
            reasons.put(
                    entry.path("ID").asString(""), "recycled: restore it from Rally's recycle bin, or correct the id.");
        }
    }

    private void seekIn(List<JsonNode> closed, List<String> asked, Map<String, String> reasons)
            throws UnavailableException {
        for (JsonNode project : closed.stream().limit(PLACES).toList()) {
            String ref = Refs.of("project", project.path("ObjectID").asLong(0));
            seek(
                    Scope.project(workspace, ref),
                    asked,
                    reasons,
                    closed(project.path("Name").asString("")));
        }
    }

    static String closed(String project) {
        return "in the closed project \"" + project + "\": reopen it, or move the test case.";
    }

    private void seekElsewhere(List<String> asked, Map<String, String> reasons) throws UnavailableException {
        for (JsonNode other : workspaces().stream().limit(PLACES).toList()) {
            String ref = Refs.of("workspace", other.path("ObjectID").asLong(0));
            if (!ref.equals(workspace)) {
                seek(
                        Scope.workspace(ref),
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
            // Not being allowed to look there leaves the reason at "unknown", which is what the key can know.
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
