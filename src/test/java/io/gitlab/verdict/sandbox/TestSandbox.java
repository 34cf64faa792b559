package io.gitlab.verdict.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A sandbox for tests: with chosen dialects and options, and with faults that change while it runs. */
public record TestSandbox(Sandbox sandbox) implements AutoCloseable {
    /** On any free port, without faults, with delays in real time. */
    public static TestSandbox start(
            Path directory, String apiKey, Clock clock, TestOptions options, Dialect... dialects) throws IOException {
        return start(directory, apiKey, clock, SandboxSettings.REAL_TIME, options, dialects);
    }

    /** On any free port, without faults. */
    public static TestSandbox start(
            Path directory,
            String apiKey,
            Clock clock,
            Consumer<Duration> sleeper,
            TestOptions options,
            Dialect... dialects)
            throws IOException {
        return start(new SandboxSettings(directory, 0, apiKey, clock, Faults.NONE, sleeper), options, dialects);
    }

    public static TestSandbox start(SandboxSettings settings, TestOptions options, Dialect... dialects)
            throws IOException {
        return new TestSandbox(Sandbox.start(settings, List.of(dialects), options));
    }

    public URI url() {
        return sandbox.url();
    }

    /** The root of the same web services without faults: what is really stored. */
    public URI auditUrl() {
        return url().resolve("/audit/");
    }

    /** Replaces the faults from the next request on; {@link Faults#NONE} ends an outage. */
    public void inflict(Faults faults) {
        sandbox.inflict(faults);
    }

    /** The number of requests that followed a redirect and brought a credential. */
    public long leaks() {
        return sandbox.redirects().leaks();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
