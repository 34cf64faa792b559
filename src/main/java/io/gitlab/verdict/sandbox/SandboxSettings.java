package io.gitlab.verdict.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The settings of a sandbox.
 *
 * @param stateDirectory where its state is stored; created if missing, used by one sandbox at a time
 * @param port on loopback; 0 for any free one
 * @param apiKey the key with full access; for dialects with basic authentication also the password of the user
 *     {@code sandbox}
 * @param clock the time of creations, of dates in queries, and of the faults
 * @param faults the faults from the start
 * @param sleeper waits that long, for {@link Fault#SLOW}
 */
public record SandboxSettings(
        Path stateDirectory, int port, String apiKey, Clock clock, Faults faults, Consumer<Duration> sleeper) {
    /** Waits in real time; the end of the sandbox ends the wait. */
    public static final Consumer<Duration> REAL_TIME = duration -> LockSupport.parkNanos(duration.toNanos());

    public SandboxSettings {
        requireNonNull(stateDirectory, "stateDirectory");
        requireNonNull(clock, "clock");
        requireNonNull(faults, "faults");
        requireNonNull(sleeper, "sleeper");
        if (apiKey == null || apiKey.isBlank()) {
            throw new IllegalArgumentException("The API key of the sandbox is empty. Set one.");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SandboxSettings[stateDirectory=" + stateDirectory + ", port=" + port + ", faults=" + faults.text()
                + "]";
    }
}
