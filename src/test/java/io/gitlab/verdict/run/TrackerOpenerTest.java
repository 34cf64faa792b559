package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.tracker.Tracker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerOpenerTest {
    private static final Duration USUAL_LAG = Duration.ofSeconds(8);

    @TempDir
    private Path top;

    private Duration lag() throws Exception {
        StandaloneFrontEnd frontEnd = new StandaloneFrontEnd(top);
        TrackerOpener opener = TrackerOpener.of(frontEnd);
        OpenedTracker opened = opener.reach(TrackerChoice.of(frontEnd.settings()));
        try (Tracker tracker = opener.publishing(opened, EmbeddedTracker.NAME)) {
            return tracker.prepare(new Publication("B1", List.of())).replicaLag();
        }
    }

    @Test
    void waitsForNoReplicaOfASandboxOfItsOwn() throws Exception {
        assertThat(lag()).isZero();
    }

    @Test
    void waitsForTheReplicaOfASandboxThatAnotherProcessRuns() throws Exception {
        try (Sandbox running = EmbeddedTracker.start(top, 0, Clock.systemUTC(), Faults.NONE)) {
            assertThat(running.url()).isNotNull();

            assertThat(lag()).isEqualTo(USUAL_LAG);
        }
    }
}
