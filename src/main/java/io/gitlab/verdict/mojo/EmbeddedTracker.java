package io.gitlab.verdict.mojo;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** How the goals start the embedded tracker of a project. */
final class EmbeddedTracker {
    /** Not a secret: the server listens on this machine only, and holds what was published to try it out. */
    static final String API_KEY = "_sandbox";

    static final String WORKSPACE = "Sandbox";
    static final String PROJECT = "Sandbox";

    /** The port that the links in results lead to, as long as nobody else has it. */
    static final int USUAL_PORT = 7357;

    private EmbeddedTracker() {}

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
        return Sandbox.start(new SandboxSettings(
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
                SandboxSettings.REAL_TIME));
    }

    static Path state(Path top) {
        return top.resolve(".verdict").resolve("sandbox");
    }
}
