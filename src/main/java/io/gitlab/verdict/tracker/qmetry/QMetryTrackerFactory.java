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
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens QMetry Test Management. */
public final class QMetryTrackerFactory implements TrackerFactory {
    /** The headers of QMetry's Open API: the key, and the project that a request is about. */
    private static final String KEY_HEADER = "apikey";

    private static final String PROJECT_HEADER = "project";

    private static final String PROJECT = "project";

    /** Keys may hold digits. In a Java name a key begins where a word does: {@code loginACME_TC_1} is of ACME. */
    private static final String ANY_ID = "(?:[A-Za-z0-9]+-TC-|(?:[A-Z0-9]+|[A-Z]?[a-z0-9]+)_TC_)\\d+";

    /** What may stand before a key that begins with a digit, where no word does. */
    private static final String WORD = "(?:[\\p{L}\\p{N}]*\\p{Ll})?";

    private static final Pattern ID = Pattern.compile("([\\p{L}\\p{N}]+)[-_]TC[-_](\\d+)", Pattern.CASE_INSENSITIVE);

    /** Of one case, so that {@code Shop} is taken for a name; of digits alone it would be an id. */
    private static final Pattern LOOKS_LIKE_A_KEY = Pattern.compile("(?=.*[A-Za-z])(?:[A-Z0-9]{1,10}|[a-z0-9]{1,10})");

    @Override
    public String name() {
        return "qmetry";
    }

    /** Of the project alone if its key may be what is set, so that the ids of others in names are not taken. */
    @Override
    public String idPattern(Map<String, String> settings) {
        String project = settings.getOrDefault(PROJECT, "");
        if (looksLikeAKey(project)) {
            return idPattern(project);
        }
        return project.matches("\\d+") ? idPattern(project) + "|" + ANY_ID : ANY_ID;
    }

    /** In a Java name a key that begins with a digit may follow a small letter: {@code login3b3_TC_1} is of 3b3. */
    private static String idPattern(String key) {
        String any = "(?i:" + key + ")";
        return Character.isDigit(key.charAt(0))
                ? "(?:" + any + "-TC-|" + WORD + any + "_TC_)\\d+"
                : any + "(?:-TC-|_TC_)\\d+";
    }

    static boolean looksLikeAKey(String project) {
        return LOOKS_LIKE_A_KEY.matcher(project).matches();
    }

    @Override
    public Optional<String> foreignIdPattern(Map<String, String> settings) {
        return looksLikeAKey(settings.getOrDefault(PROJECT, "")) ? Optional.of(ANY_ID) : Optional.empty();
    }

    /** Keys keep their case, which QMetry does not mind; the set one is as QMetry tells it. */
    @Override
    public String testCaseId(String found, Map<String, String> settings) {
        Matcher id = ID.matcher(found);
        if (!id.matches()) {
            return found;
        }
        String project = settings.getOrDefault(PROJECT, "");
        boolean own = project.matches("[A-Za-z0-9]+") && found.matches(idPattern(project));
        return (own ? project : id.group(1)) + "-TC-" + id.group(2);
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
    public Optional<StuckResults> openStuckExecutions(TrackerConnection connection) {
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
                Map.of(PROJECT_HEADER, settings.project()),
                connection.signature().map(Signature::password).stream().toList(),
                connection.proxy(),
                connection.requestsPerMinute(),
                OptionalInt.of(settings.writesPerMinute()));
        return new HttpTransport(http, connection.deadline(), new QMetryQuota(connection.deadline()));
    }
}
