package io.gitlab.verdict.mojo;

import io.gitlab.verdict.http.Secret;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A tracker that is open, and the embedded server behind it, if it is that.
 *
 * @param tracker the tracker
 * @param server the embedded server; empty for a tracker elsewhere
 */
record OpenTracker(Tracker tracker, Optional<Sandbox> server) implements AutoCloseable {

    static OpenTracker remote(Tracker tracker) {
        return new OpenTracker(tracker, Optional.empty());
    }

    /** Starts the embedded tracker, and opens it as any other: over HTTP. */
    static OpenTracker embedded(
            Path top, BiFunction<Map<String, String>, Secret, TrackerConnection> connection, TrackerChoice choice)
            throws IOException {
        Sandbox server = EmbeddedTracker.start(top);
        Map<String, String> settings = new LinkedHashMap<>(choice.settings());
        settings.put("url", server.url().toString());
        settings.put("workspace", EmbeddedTracker.WORKSPACE);
        settings.put("project", EmbeddedTracker.PROJECT);
        settings.putIfAbsent("replicaLag", "0s");
        TrackerFactory factory = choice.factory();
        try {
            Tracker tracker = factory.open(connection.apply(settings, new Secret(EmbeddedTracker.API_KEY)));
            return new OpenTracker(tracker, Optional.of(server));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            tracker.close();
        } finally {
            server.ifPresent(Sandbox::close);
        }
    }
}
