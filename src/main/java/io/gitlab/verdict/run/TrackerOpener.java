package io.gitlab.verdict.run;

import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.reconcile.LimitedTracker;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.sandbox.SandboxInUseException;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.DurationText;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.RequestLimits;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.SystemSleeper;
import io.gitlab.verdict.tracker.Credentials;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Opens trackers; the embedded one is started first unless it runs already.
 *
 * @param frontEnd provides settings and credentials
 * @param limits limits of the requests
 * @param deadline the time budget of the whole run
 */
record TrackerOpener(FrontEnd frontEnd, RequestLimits limits, Deadline deadline) {

    /** The setting of a tracker's block that names the account of the user who signs changes. */
    private static final String SIGNATURE = "serverId";

    /**
     * An opener whose time budget begins now.
     *
     * @throws InvalidSettingException if a limit or the deadline is invalid
     */
    static TrackerOpener of(FrontEnd frontEnd) {
        return new TrackerOpener(
                frontEnd,
                RequestLimits.of(frontEnd.settings()),
                deadline(frontEnd, "deadline", DefaultSettings.DEADLINE));
    }

    /** A deadline that a setting states as a duration from now. */
    static Deadline deadline(FrontEnd frontEnd, String setting, String ifUnset) {
        VerdictSettings settings = frontEnd.settings();
        Duration budget = DurationText.parse(settings.asWritten(setting), settings.text(setting, ifUnset));
        return new Deadline(frontEnd.clock(), new SystemSleeper(), new SecureRandom(), budget);
    }

    /** Makes a tracker ready to be opened for any purpose; sends nothing. */
    OpenedTracker reach(TrackerChoice choice) throws IOException {
        return reach(choice.name(), choice.settings());
    }

    /** @throws MissingCredentialsException if the tracker needs credentials and there are none */
    void requireCredentials(TrackerChoice choice) {
        if (!choice.sandbox()) {
            credentials(factory(choice.name()), choice.settings());
        }
    }

    private OpenedTracker reach(String name, Map<String, String> settings) throws IOException {
        if (name.equals(EmbeddedTracker.NAME)) {
            return embedded(settings);
        }
        TrackerFactory factory = factory(name);
        return new OpenedTracker(factory, connection(settings, credentials(factory, settings)), Optional.empty());
    }

    private static TrackerFactory factory(String name) {
        TrackerFactory factory = TrackerFactory.all().get(name);
        if (factory == null) {
            throw new InvalidSettingException("This version does not support the tracker \"" + name + "\".");
        }
        return factory;
    }

    private Credentials credentials(TrackerFactory factory, Map<String, String> settings) {
        String account = frontEnd.settings().text("serverId", factory.name());
        return credentials().find(account, factory.credentials(settings));
    }

    /** Opens a tracker for publishing; sends nothing. It is limited to {@code maxWrites}. */
    Tracker publishing(OpenedTracker opened, String name) {
        Tracker client = opened.open(TrackerFactory::open);
        Tracker tracker = name.equals(EmbeddedTracker.NAME) ? new EmbeddedTracker(client, opened) : client;
        return limits.maxWrites().isPresent()
                ? new LimitedTracker(tracker, limits.maxWrites().getAsInt())
                : tracker;
    }

    /**
     * Opens the tracker of an outbox entry. The entry may have been written anywhere, so its server gets credentials only
     * if this run's own settings name the same server. All other settings are those of the entry, because today's
     * iteration or test set may be another one.
     *
     * @param share the time budget of this entry
     * @throws InvalidSettingException if the entry names another server
     */
    Tracker publishing(OutboxEntry entry, Deadline share) throws IOException {
        return new TrackerOpener(frontEnd, limits, share).publishing(entry);
    }

    private Tracker publishing(OutboxEntry entry) throws IOException {
        String name = entry.tracker();
        TrackerFactory factory = TrackerFactory.all().get(name);
        Map<String, String> settings = factory == null ? entry.trackerSettings() : checked(factory, entry);
        return publishing(reach(name, settings), name);
    }

    private Map<String, String> checked(TrackerFactory factory, OutboxEntry entry) {
        Map<String, String> own = TrackerChoice.block(factory, frontEnd.settings());
        URI configured = factory.server(own);
        URI stored = factory.server(entry.trackerSettings());
        if (!configured.equals(stored)) {
            throw new InvalidSettingException("the entry is for " + stored
                    + ", but credentials are sent to the configured server only, which is " + configured + ". If "
                    + stored
                    + " is right, set -Dverdict." + factory.name() + ".url=" + stored + ".");
        }
        Map<String, String> settings = new HashMap<>(entry.trackerSettings());
        settings.remove(SIGNATURE);
        Optional.ofNullable(own.get(SIGNATURE)).ifPresent(account -> settings.put(SIGNATURE, account));
        return settings;
    }

    private OpenedTracker embedded(Map<String, String> settings) throws IOException {
        Sandbox server;
        try {
            server = EmbeddedTracker.start(frontEnd.project().top(), frontEnd.clock());
        } catch (SandboxInUseException running) {
            URI url = running.url().orElseThrow(() -> running);
            return embedded(url, settings, Optional.empty());
        }
        Map<String, String> withoutLag = new LinkedHashMap<>(settings);
        withoutLag.putIfAbsent("replicaLag", "0s");
        return embedded(server.url(), withoutLag, Optional.of(server));
    }

    private OpenedTracker embedded(URI url, Map<String, String> settings, Optional<Sandbox> server) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("url", url.toString());
        all.put("workspace", EmbeddedTracker.WORKSPACE);
        all.put("project", EmbeddedTracker.PROJECT);
        return new OpenedTracker(
                TrackerFactory.all().get(EmbeddedTracker.DIALECT),
                connection(all, Credentials.apiKey(new Secret(EmbeddedTracker.API_KEY))),
                server);
    }

    private TrackerCredentials credentials() {
        return new TrackerCredentials(frontEnd.environment(), frontEnd.credentials());
    }

    private TrackerConnection connection(Map<String, String> settings, Credentials found) {
        return new TrackerConnection(
                settings,
                found,
                Optional.ofNullable(settings.get(SIGNATURE)).map(credentials()::signature),
                frontEnd.credentials().proxies(),
                limits.batchSize(),
                limits.maxConcurrency(),
                limits.requestsPerMinute(),
                frontEnd.project().top().resolve(".verdict").resolve("cache"),
                deadline);
    }
}
