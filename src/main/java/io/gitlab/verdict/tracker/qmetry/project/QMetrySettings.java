package io.gitlab.verdict.tracker.qmetry.project;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.http.HttpSettings;
import io.gitlab.verdict.settings.DurationText;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the {@code <qmetry>} block.
 *
 * @param url the server's root
 * @param project id, key or name
 * @param selection the test suite and its suite runs
 * @param build name of the build; empty: the publication's
 * @param createBuild whether a missing build is created
 * @param linkMissing whether test cases are linked to the suite
 * @param overwrite whether a verdict that a user set in the same build is overwritten
 * @param statuses status names by verdict
 * @param writesPerMinute the most writes per minute
 * @param replicaLag how long a write may stay invisible to reads
 */
public record QMetrySettings(
        URI url,
        String project,
        SuiteSelection selection,
        Optional<String> build,
        boolean createBuild,
        boolean linkMissing,
        boolean overwrite,
        Map<Verdict, String> statuses,
        int writesPerMinute,
        Duration replicaLag) {

    private static final String DEFAULT_URL = "https://testmanagement.qmetry.com";

    /** Recommended by a published policy; QMetry's own limits are not documented. */
    private static final String DEFAULT_WRITES = "30";

    /** Assumption, therefore a setting: QMetry documents no lag. */
    private static final String DEFAULT_LAG = "2s";

    public static final Set<String> NAMES = Stream.concat(
                    Stream.of(
                            "url",
                            "project",
                            "testSuite",
                            "platform",
                            "release",
                            "cycle",
                            "build",
                            "createBuild",
                            "linkMissing",
                            "overwrite",
                            "serverId",
                            "writesPerMinute",
                            "replicaLag"),
                    Arrays.stream(Verdict.values()).map(QMetrySettings::statusSetting))
            .collect(Collectors.toUnmodifiableSet());

    public static QMetrySettings of(Map<String, String> settings) {
        return new QMetrySettings(
                url(settings),
                project(required(settings, "project")),
                SuiteSelection.of(required(settings, "testSuite"), settings),
                Optional.ofNullable(settings.get("build")).map(String::strip),
                flag(settings, "createBuild"),
                flag(settings, "linkMissing"),
                flag(settings, "overwrite"),
                statuses(settings),
                writes(settings.getOrDefault("writesPerMinute", DEFAULT_WRITES)),
                DurationText.parse("<qmetry><replicaLag>", settings.getOrDefault("replicaLag", DEFAULT_LAG)));
    }

    /** As {@link #of}, for a whole project: the test suite is optional. */
    public static QMetrySettings ofProject(Map<String, String> settings) {
        Map<String, String> whole = new HashMap<>(settings);
        whole.putIfAbsent("testSuite", "");
        return of(whole);
    }

    public static URI url(Map<String, String> settings) {
        return HttpSettings.root("<qmetry><url>", settings.getOrDefault("url", DEFAULT_URL));
    }

    /** The page of a suite, by its {@code tsID}. */
    public URI suitePage(long id) {
        return url.resolve("#/test-suite/" + id);
    }

    /** The setting that names the status of a verdict, such as {@code passStatus}. */
    public static String statusSetting(Verdict verdict) {
        return verdict.text().toLowerCase(Locale.ROOT) + "Status";
    }

    private static Map<Verdict, String> statuses(Map<String, String> settings) {
        Map<Verdict, String> statuses = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            Optional.ofNullable(settings.get(statusSetting(verdict))).ifPresent(name -> statuses.put(verdict, name));
        }
        return Map.copyOf(statuses);
    }

    private static String required(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new InvalidSettingException("QMetry's " + name + " is not set. Add <qmetry><" + name + ">...</" + name
                    + "></qmetry> to the plugin's configuration, or set -Dverdict.qmetry." + name + ".");
        }
        return value;
    }

    /** It is sent in a header, where the encoding of other characters is undefined. */
    private static String project(String name) {
        if (!name.matches("\\p{Print}+")) {
            throw new InvalidSettingException(
                    "<qmetry><project> is sent in a header of each request and must be ASCII, but is" + " \"" + name
                            + "\". Set it to the project's key, such as ACME, or to its id.");
        }
        return name;
    }

    private static boolean flag(Map<String, String> settings, String name) {
        String value = settings.getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new InvalidSettingException(
                    "<qmetry><" + name + "> must be true or false, but is \"" + value + "\".");
        }
        return value.equals("true");
    }

    private static int writes(String value) {
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new InvalidSettingException(
                    "<qmetry><writesPerMinute> must be an integer from 1 to 999999, but is \"" + value + "\".");
        }
        return Integer.parseInt(value);
    }
}
