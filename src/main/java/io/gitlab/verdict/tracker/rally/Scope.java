package io.gitlab.verdict.tracker.rally;

import java.util.Map;

/** Parameters that say where to look. Without them Rally looks in the user's default workspace and project. */
final class Scope {
    private Scope() {}

    /** All projects of the workspace. */
    static Map<String, String> workspace(String workspaceRef) {
        return Map.of("workspace", workspaceRef, "project", "null");
    }

    /** One project, without its parents and children. */
    static Map<String, String> project(String workspaceRef, String projectRef) {
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
