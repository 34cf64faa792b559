package io.gitlab.verdict.mojo;

import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A tracker within reach, to be opened for one use or another.
 *
 * @param factory what opens it
 * @param connection what it is opened with
 * @param embedded the server that runs until this is closed; empty when the tracker runs by itself
 */
record OpenedTracker(TrackerFactory factory, TrackerConnection connection, Optional<Sandbox> embedded)
        implements AutoCloseable {

    /** Opens the tracker; a server that was started for it does not survive a failure to do so. */
    <T> T open(BiFunction<TrackerFactory, TrackerConnection, T> use) {
        try {
            return use.apply(factory, connection);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        embedded.ifPresent(Sandbox::close);
    }
}
