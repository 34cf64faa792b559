package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.settings.RequestLimits;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Tracker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerOpenerTest {
    private static final Duration USUAL_LAG = Duration.ofSeconds(8);

    @TempDir
    private Path top;

    private Duration lag() throws Exception {
        RequestLimits traffic =
                new RequestLimits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
        TrackerOpener opener = new TrackerOpener(
                top, new Settings(), new Credentials(null), traffic, new FakeTime().deadline(Duration.ofMinutes(1)));
        try (Tracker tracker = opener.open(TrackerChoice.SANDBOX, Map.of(), "none")) {
            return tracker.prepare(new Publication("B1", List.of())).replicaLag();
        }
    }

    @Test
    void waitsForNoReplicaOfASandboxOfItsOwn() throws Exception {
        assertThat(lag()).isZero();
    }

    @Test
    void waitsForTheReplicaOfASandboxThatSomebodyElseRunsMaybeWithFaults() throws Exception {
        try (Sandbox running = EmbeddedTracker.start(top, 0, Faults.NONE)) {
            assertThat(running.url()).isNotNull();

            assertThat(lag()).isEqualTo(USUAL_LAG);
        }
    }
}
