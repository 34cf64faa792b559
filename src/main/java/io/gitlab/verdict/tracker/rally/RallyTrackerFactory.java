package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.http.HttpSettings;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Opens Rally. */
public final class RallyTrackerFactory implements TrackerFactory {
    /** The header of Rally's API keys. */
    private static final String KEY_HEADER = "ZSESSIONID";

    @Override
    public String name() {
        return "rally";
    }

    @Override
    public String idPattern(Map<String, String> settings) {
        return "TC\\d+";
    }

    @Override
    public Set<String> settingNames() {
        return RallySettings.NAMES;
    }

    @Override
    public URI server(Map<String, String> settings) {
        return RallySettings.url(settings);
    }

    @Override
    public Tracker open(TrackerConnection connection) {
        RallySettings settings = RallySettings.of(connection.settings());
        HttpSettings http = new HttpSettings(
                settings.url(),
                Map.of(KEY_HEADER, connection.apiKey()),
                connection.proxy(),
                connection.requestsPerMinute());
        HttpTransport transport = new HttpTransport(http, connection.deadline());
        Advice advice = new Advice(settings.url().toString());
        return new RallyTracker(new Wsapi(transport, advice, connection.deadline()), settings, connection);
    }
}
