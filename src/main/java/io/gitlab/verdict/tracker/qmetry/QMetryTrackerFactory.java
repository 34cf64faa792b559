package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.http.HttpSettings;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.Examination;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.StuckExecutions;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Opens QMetry Test Management. */
public final class QMetryTrackerFactory implements TrackerFactory {
    /** The headers of QMetry's Open API: the key, and the project that a request is about. */
    private static final String KEY_HEADER = "apikey";

    private static final String PROJECT_HEADER = "project";

    /** Project keys may hold digits. */
    private static final String ANY_PROJECT = "[A-Za-z0-9]+";

    private static final String LOOKS_LIKE_A_KEY = "(?=.*[A-Z])[A-Z0-9]{1,10}";

    @Override
    public String name() {
        return "qmetry";
    }

    /** Of the project alone if its key is set, so that the words before an id in a Java name are not taken for one. */
    @Override
    public String idPattern(Map<String, String> settings) {
        String project = settings.getOrDefault("project", "");
        String key = project.matches(LOOKS_LIKE_A_KEY) ? project : ANY_PROJECT;
        return key + "(?:-TC-|_TC_)\\d+";
    }

    @Override
    public String testCaseId(String found) {
        return found.replace('_', '-').toUpperCase(Locale.ROOT);
    }

    @Override
    public Set<String> settingNames() {
        return QMetrySettings.NAMES;
    }

    @Override
    public URI server(Map<String, String> settings) {
        return QMetrySettings.url(settings);
    }

    @Override
    public Tracker open(TrackerConnection connection) {
        QMetrySettings settings = QMetrySettings.of(connection.settings());
        return new QMetryTracker(api(transport(settings, connection), settings, connection), settings, connection);
    }

    @Override
    public Optional<Examination> examination(TrackerConnection connection) {
        QMetrySettings settings = QMetrySettings.of(connection.settings());
        HttpTransport transport = transport(settings, connection);
        return Optional.of(
                new QMetryExamination(transport, api(transport, settings, connection), settings, connection));
    }

    @Override
    public Optional<StuckExecutions> openStuckExecutions(TrackerConnection connection) {
        QMetrySettings settings = QMetrySettings.ofProject(connection.settings());
        return Optional.of(new QMetryStuckExecutions(
                api(transport(settings, connection), settings, connection), settings, connection));
    }

    @Override
    public Optional<ContainerRuns> openContainerRuns(TrackerConnection connection) {
        QMetrySettings settings = QMetrySettings.ofProject(connection.settings());
        return Optional.of(
                new QMetryContainerRuns(api(transport(settings, connection), settings, connection), settings));
    }

    private static OpenApi api(HttpTransport transport, QMetrySettings settings, TrackerConnection connection) {
        return new OpenApi(transport, connection.deadline(), settings.url().toString());
    }

    private static HttpTransport transport(QMetrySettings settings, TrackerConnection connection) {
        HttpSettings http = new HttpSettings(
                settings.url(),
                Map.of(KEY_HEADER, connection.apiKey()),
                Map.of(PROJECT_HEADER, settings.project()),
                connection.signature().map(Signature::password).stream().toList(),
                connection.proxy(),
                connection.requestsPerMinute(),
                OptionalInt.of(settings.writesPerMinute()));
        return new HttpTransport(http, connection.deadline());
    }
}
