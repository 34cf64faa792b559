package io.gitlab.verdict.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * What a sandbox is started with.
 *
 * @param stateDirectory where its state lives; made when missing, used by one sandbox at a time
 * @param port on loopback; 0 takes any free one
 * @param apiKey the key with full access; also the password of the user {@code sandbox} for basic authentication
 * @param readOnlyApiKey a key that may not write, or null for none
 * @param workspace name of the workspace that an empty directory starts with
 * @param project name of that workspace's project
 * @param attributes additional or redefined attributes, such as {@code TestCaseResult.c_Run: STRING max=64},
 *     {@code TestCaseResult.c_Team: STRING required values=Red;Blue} or {@code TestCaseResult.Build: STRING required max=40}:
 *     type, name, kind, then any of {@code required}, {@code max=}, {@code default=}, {@code values=}
 * @param assumptions the switches that are on
 * @param createUnknownTestCases whether a query for an unknown {@code TC} id creates the test case
 * @param clock the time of creations, and {@code today} in queries
 */
public record SandboxSettings(
        Path stateDirectory,
        int port,
        String apiKey,
        String readOnlyApiKey,
        String workspace,
        String project,
        List<String> attributes,
        Set<Assumption> assumptions,
        boolean createUnknownTestCases,
        Clock clock) {
    public SandboxSettings {
        requireNonNull(stateDirectory, "stateDirectory");
        requireNonNull(clock, "clock");
        requireText(apiKey, "apiKey");
        requireText(workspace, "workspace");
        requireText(project, "project");
        attributes = List.copyOf(attributes);
        assumptions = Set.copyOf(assumptions);
    }

    /**
     * The usual sandbox: any free port, no read-only key, workspace and project named "Sandbox", no switch on.
     *
     * @param stateDirectory where its state lives
     * @param apiKey the key with full access
     * @param clock the time of creations
     */
    public static SandboxSettings of(Path stateDirectory, String apiKey, Clock clock) {
        return new SandboxSettings(
                stateDirectory, 0, apiKey, null, "Sandbox", "Sandbox", List.of(), Set.of(), false, clock);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "SandboxSettings[stateDirectory=" + stateDirectory + ", port=" + port + ", assumptions=" + assumptions
                + "]";
    }

    private static void requireText(String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The sandbox needs a " + name + ", but it is empty; set one.");
        }
    }
}
