package io.gitlab.verdict.mojo;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.sandbox.Dialect;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.sandbox.SandboxSettings;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * The embedded tracker of a project: spoken to over HTTP as any other, and stopped when it is closed.
 */
final class EmbeddedTracker implements Tracker {
    /** Not a secret: the server listens on this machine only, and holds what was published to try it out. */
    static final String API_KEY = "_sandbox";

    static final String WORKSPACE = "Sandbox";
    static final String PROJECT = "Sandbox";

    /** The port that the links in results lead to, as long as nobody else has it. */
    static final int USUAL_PORT = 7357;

    private final Tracker client;
    private final OpenedTracker reach;

    /**
     * @param client what speaks to the server
     * @param reach what keeps the server running
     */
    EmbeddedTracker(Tracker client, OpenedTracker reach) {
        this.client = client;
        this.reach = reach;
    }

    /** Starts the server at its usual port, or at any other when that is taken. */
    static Sandbox start(Path top) throws IOException {
        try {
            return start(top, USUAL_PORT, Faults.NONE);
        } catch (IOException e) {
            if (e.getCause() instanceof BindException) {
                return start(top, 0, Faults.NONE);
            }
            throw e;
        }
    }

    /** @param more what it speaks beside Rally's WSAPI */
    static Sandbox start(Path top, int port, Faults faults, Dialect... more) throws IOException {
        SandboxSettings settings = new SandboxSettings(
                state(top),
                port,
                API_KEY,
                null,
                WORKSPACE,
                PROJECT,
                List.of(),
                Set.of(),
                true,
                Clock.systemUTC(),
                faults,
                SandboxSettings.REAL_TIME);
        return Sandbox.start(settings, more);
    }

    static Path state(Path top) {
        return top.resolve(".verdict").resolve("sandbox");
    }

    @Override
    public PreparedPublication prepare(Publication publication) throws RefusedException, UnavailableException {
        return client.prepare(publication);
    }

    @Override
    public void close() throws IOException {
        try {
            client.close();
        } finally {
            reach.close();
        }
    }
}
