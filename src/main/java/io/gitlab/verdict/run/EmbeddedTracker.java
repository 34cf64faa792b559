package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
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

/** The embedded tracker of a project: a server on this machine, which stops when the tracker is closed. */
public final class EmbeddedTracker implements Tracker {
    /** Value of the {@code tracker} setting. */
    static final String NAME = "sandbox";

    /** The tracker whose API it provides to this run. */
    static final String DIALECT = "rally";

    /** Not a secret: the server listens on this machine only, and holds trial data only. */
    public static final String API_KEY = "_sandbox";

    public static final String WORKSPACE = "Sandbox";
    public static final String PROJECT = "Sandbox";

    private static final int USUAL_PORT = 7357;

    private final Tracker client;
    private final OpenedTracker opened;

    /**
     * @param client talks to the server
     * @param opened keeps the server running until it is closed
     */
    EmbeddedTracker(Tracker client, OpenedTracker opened) {
        this.client = client;
        this.opened = opened;
    }

    /** Starts the server at its usual port, so that links in results stay valid, or at a free one if that is taken. */
    static Sandbox start(Path top, Clock clock) throws IOException {
        try {
            return start(top, USUAL_PORT, clock, Faults.NONE);
        } catch (IOException e) {
            if (e.getCause() instanceof BindException) {
                return start(top, 0, clock, Faults.NONE);
            }
            throw e;
        }
    }

    /** Starts the server with all dialects. */
    public static Sandbox start(Path top, int port, Clock clock, Faults faults) throws IOException {
        return Sandbox.start(new SandboxSettings(state(top), port, API_KEY, clock, faults, SandboxSettings.REAL_TIME));
    }

    /** The directory of the server's state. */
    public static Path state(Path top) {
        return top.resolve(".verdict").resolve("sandbox");
    }

    @Override
    public PreparedPublication prepare(Publication publication) throws RefusedException, UnavailableException {
        return client.prepare(publication);
    }

    @Override
    public boolean storesWholeNotes(Result result, String build) {
        return client.storesWholeNotes(result, build);
    }

    @Override
    public void close() throws IOException {
        try {
            client.close();
        } finally {
            opened.close();
        }
    }
}
