package io.gitlab.verdict.tracker.rally.wire;

import java.util.Map;

/** Query parameters for workspace and project. Without them Rally uses the defaults of the user. */
public final class QueryScope {
    private QueryScope() {}

    /** All projects of the workspace. */
    public static Map<String, String> workspace(String workspaceRef) {
        return Map.of("workspace", workspaceRef, "project", "null");
    }

    /** One project, without its parent and child projects. */
    public static Map<String, String> project(String workspaceRef, String projectRef) {
        return Map.of(
                "workspace",
                workspaceRef,
                "project",
                projectRef,
                "projectScopeUp",
                "false",
                "projectScopeDown",
                "false");
    }
}
