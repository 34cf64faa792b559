package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.http.HttpSettings;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.Credential;
import io.gitlab.verdict.tracker.Examination;
import io.gitlab.verdict.tracker.SprintContainers;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import io.gitlab.verdict.tracker.rally.doctor.RallyExamination;
import io.gitlab.verdict.tracker.rally.settings.ArchivePolicy;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.sprint.RallySprint;
import io.gitlab.verdict.tracker.rally.status.RallyContainerRuns;
import io.gitlab.verdict.tracker.rally.sweep.RallyStuckResults;
import io.gitlab.verdict.tracker.rally.wire.Advice;
import io.gitlab.verdict.tracker.rally.wire.ParallelReader;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the adapter for Rally. */
public final class RallyTrackerFactory implements TrackerFactory {
    /** The request header for the API key. */
    private static final String KEY_HEADER = "ZSESSIONID";

    /** {@code TC12}, {@code tc12}, {@code TC_12} and {@code TC-12}, but not the end of the key ACME-TC-12 of another tracker. */
    private static final String TEST_CASE = "(?i:TC)\\d+|(?<!\\p{Lu}_|[\\p{L}\\p{N}]-)(?i:TC)[-_]\\d+";

    private static final Pattern SPELLED = Pattern.compile("(?i:TC)[-_]?(\\d+)");

    @Override
    public String name() {
        return "rally";
    }

    @Override
    public String idPattern(Map<String, String> settings) {
        return TEST_CASE;
    }

    @Override
    public String testCaseId(String found, Map<String, String> settings) {
        Matcher id = SPELLED.matcher(found);
        return id.matches() ? "TC" + id.group(1) : found;
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
        return new RallyTracker(wsapi(transport(settings, connection), settings, connection), settings, connection);
    }

    @Override
    public Optional<SprintContainers> openSprintContainers(TrackerConnection connection) {
        RallySettings settings = RallySettings.of(connection.settings());
        return Optional.of(
                new RallySprint(wsapi(transport(settings, connection), settings, connection), settings, connection));
    }

    @Override
    public Optional<Examination> openExamination(TrackerConnection connection) {
        RallySettings settings = RallySettings.of(connection.settings());
        HttpTransport transport = transport(settings, connection);
        return Optional.of(
                new RallyExamination(transport, wsapi(transport, settings, connection), settings, connection));
    }

    @Override
    public Optional<StuckResults> openStuckResults(TrackerConnection connection) {
        RallySettings settings = RallySettings.ofProject(connection.settings());
        WsapiClient wsapi = wsapi(transport(settings, connection), settings, connection);
        return Optional.of(new RallyStuckResults(wsapi, settings, connection));
    }

    @Override
    public Optional<ContainerRuns> openContainerRuns(TrackerConnection connection) {
        RallySettings settings = RallySettings.ofProject(connection.settings());
        return Optional.of(new RallyContainerRuns(
                wsapi(transport(settings, connection), settings, connection),
                settings,
                ArchivePolicy.of(connection.settings()),
                connection.deadline().now()));
    }

    private static HttpTransport transport(RallySettings settings, TrackerConnection connection) {
        return new HttpTransport(
                new HttpSettings(
                        settings.url(),
                        Map.of(KEY_HEADER, connection.credentials().get(Credential.API_KEY)),
                        connection.proxy(settings.url()),
                        connection.requestsPerMinute()),
                connection.deadline());
    }

    private static WsapiClient wsapi(HttpTransport transport, RallySettings settings, TrackerConnection connection) {
        return new WsapiClient(
                transport,
                new Advice(settings.url().toString()),
                connection.deadline(),
                new ParallelReader(RallyPublication.mostLanes(connection)));
    }
}
