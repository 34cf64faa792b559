package io.gitlab.verdict.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Sandboxes for tests, at a fixed time. */
final class SandboxFixture {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

    private SandboxFixture() {}

    static Sandbox start(Path directory, Assumption... assumptions) throws IOException {
        Set<Assumption> switches = EnumSet.noneOf(Assumption.class);
        switches.addAll(List.of(assumptions));
        return Sandbox.start(settings(directory, List.of(), switches, false));
    }

    static SandboxSettings settings(
            Path directory, List<String> attributes, Set<Assumption> assumptions, boolean createUnknownTestCases) {
        return new SandboxSettings(
                directory,
                0,
                Wire.KEY,
                "_read-only",
                "Sandbox",
                "Sandbox",
                attributes,
                assumptions,
                createUnknownTestCases,
                CLOCK,
                Faults.NONE,
                SandboxSettings.REAL_TIME);
    }
}
