package io.gitlab.verdict.mojo;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.sandbox.SandboxSettings;
import io.gitlab.verdict.tracker.ForwardingTracker;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The embedded tracker of a project: spoken to over HTTP as any other, and stopped when it is closed.
 */
final class EmbeddedTracker extends ForwardingTracker {
    /** Not a secret: the server listens on this machine only, and holds what was published to try it out. */
    static final String API_KEY = "_sandbox";

    static final String WORKSPACE = "Sandbox";
    static final String PROJECT = "Sandbox";

    /** The port that the links in results lead to, as long as nobody else has it. */
    static final int USUAL_PORT = 7357;

    private final OpenedTracker reach;

    /**
     * @param client what speaks to the server
     * @param reach what keeps the server running
     */
    EmbeddedTracker(Tracker client, OpenedTracker reach) {
        super(client);
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

    static Sandbox start(Path top, int port, Faults faults) throws IOException {
        return Sandbox.start(
                new SandboxSettings(state(top), port, API_KEY, Clock.systemUTC(), faults, SandboxSettings.REAL_TIME));
    }

    static Path state(Path top) {
        return top.resolve(".verdict").resolve("sandbox");
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            reach.close();
        }
    }
}
