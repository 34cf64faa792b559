package io.gitlab.verdict.tracker.rally.wire;

import java.util.Map;

/** Parameters that say where to look. Without them Rally looks in the user's default workspace and project. */
public final class QueryScope {
    private QueryScope() {}

    /** All projects of the workspace. */
    public static Map<String, String> workspace(String workspaceRef) {
        return Map.of("workspace", workspaceRef, "project", "null");
    }

    /** One project, without its parents and children. */
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
