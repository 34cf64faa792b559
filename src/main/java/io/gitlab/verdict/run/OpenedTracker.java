package io.gitlab.verdict.run;

import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A tracker that can be opened for any purpose.
 *
 * @param factory opens it
 * @param connection what it is opened with
 * @param embedded the embedded server that this run has started, if any
 */
record OpenedTracker(TrackerFactory factory, TrackerConnection connection, Optional<Sandbox> embedded)
        implements AutoCloseable {

    /** Opens the tracker. If that fails, an embedded server is stopped. */
    <T> T open(BiFunction<TrackerFactory, TrackerConnection, T> purpose) {
        try {
            return purpose.apply(factory, connection);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The secrets that are sent to the tracker. */
    Stream<String> secrets() {
        return Stream.concat(
                        connection.credentials().values().values().stream(),
                        connection.signature().map(Signature::password).stream())
                .map(Secret::reveal);
    }

    @Override
    public void close() {
        embedded.ifPresent(Sandbox::close);
    }
}
