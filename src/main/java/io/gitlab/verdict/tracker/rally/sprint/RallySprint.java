package io.gitlab.verdict.tracker.rally.sprint;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.SprintContainers;
import io.gitlab.verdict.tracker.SprintPlan;
import io.gitlab.verdict.tracker.SprintPlan.Container;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The test set of an iteration in Rally, and the test folder if one is configured. */
public final class RallySprint implements SprintContainers {
    private final WsapiClient wsapi;
    private final RallySettings settings;
    private final TrackerConnection connection;
    private Optional<IterationContainers> found = Optional.empty();

    public RallySprint(WsapiClient wsapi, RallySettings settings, TrackerConnection connection) {
        this.wsapi = wsapi;
        this.settings = settings;
        this.connection = connection;
    }

    private IterationContainers containers() throws RefusedException, UnavailableException {
        if (found.isEmpty()) {
            found = Optional.of(IterationContainers.find(wsapi, settings, connection));
        }
        return found.get();
    }

    @Override
    public SprintPlan plan() throws RefusedException, UnavailableException {
        return containers().plan();
    }

    @Override
    public Container make(Container wanted) throws RefusedException, UnavailableException {
        return containers().make(wanted);
    }

    @Override
    public Map<String, String> add(Container container, Collection<String> testCases)
            throws RefusedException, UnavailableException {
        return containers().add(container, testCases);
    }

    @Override
    public Duration replicaLag() {
        return settings.replicaLag();
    }

    @Override
    public void close() throws IOException {
        wsapi.close();
    }
}
