package io.gitlab.verdict.mojo;

import io.gitlab.verdict.reconcile.LimitedTracker;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.sandbox.SandboxInUseException;
import io.gitlab.verdict.settings.DurationText;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.RequestLimits;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.SystemSleeper;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Settings;

/**
 * Opens trackers for the goals; the embedded one is started first, unless it runs
 * already, and stops when the tracker is closed.
 *
 * @param top directory of the top project
 * @param maven {@code settings.xml}
 * @param credentials where keys and proxies come from
 * @param traffic how fast to go about it
 * @param deadline the budget of all that is done with the trackers
 */
record TrackerOpener(Path top, Settings maven, Credentials credentials, RequestLimits traffic, Deadline deadline) {

    /** The setting of a tracker's block that names the {@code <server>} of who signs changes. */
    static final String SIGNATURE = "serverId";

    /**
     * An opener whose budget begins now.
     *
     * @param pomDeadline the {@code deadline} setting as the POM has it
     * @throws InvalidSettingException if that is no duration
     */
    static TrackerOpener of(
            VerdictSettings overrides,
            MavenSession session,
            Credentials credentials,
            RequestLimits traffic,
            String pomDeadline) {
        return of(overrides, session, credentials, traffic, "deadline", pomDeadline);
    }

    /** As above, with a budget of its own, which another setting tells. */
    static TrackerOpener of(
            VerdictSettings overrides,
            MavenSession session,
            Credentials credentials,
            RequestLimits traffic,
            String setting,
            String pomDeadline) {
        String deadline = overrides.required(setting, pomDeadline);
        Duration budget = DurationText.parse(overrides.where(setting), deadline);
        return new TrackerOpener(
                new BuildLayout(session, Set.of()).top(),
                session.getSettings(),
                credentials,
                traffic,
                new Deadline(Clock.systemUTC(), new SystemSleeper(), new SecureRandom(), budget));
    }

    /**
     * Opens a tracker; sends nothing.
     *
     * @param name value of the {@code tracker} setting
     * @param settings the tracker's own
     * @param serverId id of the {@code <server>} with the API key
     */
    Tracker open(String name, Map<String, String> settings, String serverId) throws IOException {
        OpenedTracker reach = reach(name, settings, serverId);
        Tracker client = reach.open(TrackerFactory::open);
        Tracker tracker = name.equals(TrackerChoice.SANDBOX) ? new EmbeddedTracker(client, reach) : client;
        return traffic.maxWrites().isPresent()
                ? new LimitedTracker(tracker, traffic.maxWrites().getAsInt())
                : tracker;
    }

    /**
     * What is needed to open the tracker for any use; sends nothing. The embedded one runs until this is closed.
     *
     * @param name value of the {@code tracker} setting
     * @param settings the tracker's own
     * @param serverId id of the {@code <server>} with the API key
     */
    OpenedTracker reach(String name, Map<String, String> settings, String serverId) throws IOException {
        if (name.equals(TrackerChoice.SANDBOX)) {
            return embedded(settings);
        }
        TrackerFactory factory = TrackerFactory.all().get(name);
        if (factory == null) {
            throw new InvalidSettingException("There is no tracker \"" + name + "\" in this version of the plugin.");
        }
        Secret apiKey = credentials.apiKey(serverId, maven, System.getenv());
        return new OpenedTracker(factory, connection(settings, apiKey), Optional.empty());
    }

    private OpenedTracker embedded(Map<String, String> settings) throws IOException {
        Sandbox server;
        try {
            server = EmbeddedTracker.start(top);
        } catch (SandboxInUseException running) {
            URI url = running.url().orElseThrow(() -> running);
            return embeddedAt(url, settings, Optional.empty());
        }
        Map<String, String> withoutLag = new LinkedHashMap<>(settings);
        withoutLag.putIfAbsent("replicaLag", "0s");
        return embeddedAt(server.url(), withoutLag, Optional.of(server));
    }

    private OpenedTracker embeddedAt(URI url, Map<String, String> settings, Optional<Sandbox> server) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("url", url.toString());
        all.put("workspace", EmbeddedTracker.WORKSPACE);
        all.put("project", EmbeddedTracker.PROJECT);
        return new OpenedTracker(
                TrackerFactory.all().get(TrackerChoice.SPOKEN_BY_SANDBOX),
                connection(all, new Secret(EmbeddedTracker.API_KEY)),
                server);
    }

    private TrackerConnection connection(Map<String, String> settings, Secret apiKey) {
        return new TrackerConnection(
                settings,
                apiKey,
                Optional.ofNullable(settings.get(SIGNATURE)).map(id -> credentials.signature(id, maven)),
                credentials.proxy(maven),
                traffic.batchSize(),
                traffic.maxConcurrency(),
                traffic.requestsPerMinute(),
                top.resolve(".verdict").resolve("cache"),
                deadline);
    }
}
