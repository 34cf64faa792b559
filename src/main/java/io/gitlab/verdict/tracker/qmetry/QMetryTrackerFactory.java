package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.http.HttpSettings;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.http.RequestCredentials;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.Credential;
import io.gitlab.verdict.tracker.Examination;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import io.gitlab.verdict.tracker.qmetry.doctor.QMetryExamination;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.TestCaseKeys;
import io.gitlab.verdict.tracker.qmetry.status.QMetryContainerRuns;
import io.gitlab.verdict.tracker.qmetry.sweep.QMetryStuckResults;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.QMetryQuota;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Opens QMetry Test Management. */
public final class QMetryTrackerFactory implements TrackerFactory {
    private static final String KEY_HEADER = "apikey";

    /** The setting, and the header of each request that selects the project. */
    private static final String PROJECT = "project";

    @Override
    public String name() {
        return "qmetry";
    }

    @Override
    public String idPattern(Map<String, String> settings) {
        return TestCaseKeys.pattern(project(settings));
    }

    @Override
    public Optional<String> foreignIdPattern(Map<String, String> settings) {
        return TestCaseKeys.isProjectKey(project(settings)) ? Optional.of(TestCaseKeys.ANY) : Optional.empty();
    }

    @Override
    public String testCaseId(String found, Map<String, String> settings) {
        return TestCaseKeys.normalize(found, project(settings));
    }

    private static String project(Map<String, String> settings) {
        return settings.getOrDefault(PROJECT, "");
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
    public Optional<Examination> openExamination(TrackerConnection connection) {
        QMetrySettings settings = QMetrySettings.of(connection.settings());
        HttpTransport transport = transport(settings, connection);
        return Optional.of(
                new QMetryExamination(transport, api(transport, settings, connection), settings, connection));
    }

    @Override
    public Optional<StuckResults> openStuckResults(TrackerConnection connection) {
        QMetrySettings settings = QMetrySettings.ofProject(connection.settings());
        return Optional.of(new QMetryStuckResults(
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
                RequestCredentials.fixed(
                        Map.of(KEY_HEADER, connection.credentials().get(Credential.API_KEY))),
                Map.of(PROJECT, settings.project()),
                connection.signature().map(Signature::password).stream().toList(),
                connection.proxy(settings.url()),
                connection.requestsPerMinute(),
                OptionalInt.of(settings.writesPerMinute()));
        return new HttpTransport(http, connection.deadline(), new QMetryQuota(connection.deadline()));
    }
}
