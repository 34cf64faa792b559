package io.gitlab.verdict.sandbox.rally;

import java.util.List;

/**
 * What an empty state directory starts with, and how the tracker is configured.
 *
 * @param workspace name of the workspace
 * @param project name of the project in it
 * @param attributes additional or redefined attributes, such as {@code TestCaseResult.c_Run: STRING max=64},
 *     {@code TestCaseResult.c_Team: STRING required values=Red;Blue} or {@code TestCaseResult.Build: STRING required max=40}:
 *     type, name, kind, then any of {@code required}, {@code max=}, {@code default=}, {@code values=}
 * @param createUnknownTestCases whether a query for an unknown {@code TC} id creates the test case
 */
public record RallySetup(String workspace, String project, List<String> attributes, boolean createUnknownTestCases) {
    /** Workspace and project named {@code Sandbox}; creates unknown test cases. */
    public static final RallySetup STANDARD = new RallySetup("Sandbox", "Sandbox", List.of(), true);

    public RallySetup {
        attributes = List.copyOf(attributes);
    }
}
