package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Sandboxes for tests, at a fixed time. */
final class SandboxFixture {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

    private SandboxFixture() {}

    static TestSandbox start(Path directory, Assumption... assumptions) throws IOException {
        return start(directory, List.of(), false, assumptions);
    }

    static TestSandbox start(
            Path directory, List<String> attributes, boolean createUnknownTestCases, Assumption... assumptions)
            throws IOException {
        TestOptions options = new TestOptions(Optional.of("_read-only"), OptionalInt.empty(), Set.of(assumptions));
        return TestSandbox.start(directory, Wire.KEY, CLOCK, options, rally(attributes, createUnknownTestCases));
    }

    static Rally rally(List<String> attributes, boolean createUnknownTestCases) {
        return new Rally(new RallySetup("Sandbox", "Sandbox", attributes, createUnknownTestCases));
    }
}
