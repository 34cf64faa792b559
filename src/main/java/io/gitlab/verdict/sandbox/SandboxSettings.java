package io.gitlab.verdict.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

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
 * @param clock the time of creations, of {@code today} in queries, and of the faults
 * @param faults what goes wrong from the start
 * @param sleeper waits that long, for the fault {@link Fault#SLOW}
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
        Clock clock,
        Faults faults,
        Consumer<Duration> sleeper) {
    /** Waits in real time; the end of the sandbox ends the wait. */
    public static final Consumer<Duration> REAL_TIME = duration -> LockSupport.parkNanos(duration.toNanos());

    public SandboxSettings {
        requireNonNull(stateDirectory, "stateDirectory");
        requireNonNull(clock, "clock");
        requireNonNull(faults, "faults");
        requireNonNull(sleeper, "sleeper");
        requireText(apiKey, "apiKey");
        requireText(workspace, "workspace");
        requireText(project, "project");
        attributes = List.copyOf(attributes);
        assumptions = Set.copyOf(assumptions);
    }

    /**
     * The usual sandbox: any free port, no read-only key, workspace and project named "Sandbox", no switch on, no faults.
     *
     * @param stateDirectory where its state lives
     * @param apiKey the key with full access
     * @param clock the time of creations
     */
    public static SandboxSettings of(Path stateDirectory, String apiKey, Clock clock) {
        return new SandboxSettings(
                stateDirectory,
                0,
                apiKey,
                null,
                "Sandbox",
                "Sandbox",
                List.of(),
                Set.of(),
                false,
                clock,
                Faults.NONE,
                REAL_TIME);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "SandboxSettings[stateDirectory=" + stateDirectory + ", port=" + port + ", assumptions=" + assumptions
                + ", faults=" + faults.text() + "]";
    }

    private static void requireText(String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The sandbox needs a " + name + ", but it is empty; set one.");
        }
    }
}
