package io.gitlab.verdict.tracker.rally.settings;

import io.gitlab.verdict.http.HttpSettings;
import io.gitlab.verdict.settings.DurationText;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the {@code <rally>} block.
 *
 * @param url the server's root
 * @param workspace name, ObjectID or ref
 * @param project name, ObjectID or ref
 * @param testSet FormattedID, name, or {@code iteration}
 * @param tester user name, ObjectID or ref; empty: the key's owner
 * @param durationUnit the unit of the Duration field
 * @param replicaLag how long a write may stay invisible to reads
 * @param fields values of custom {@code c_} fields, for each result
 * @param sprint settings of the test set of an iteration
 */
public record RallySettings(
        URI url,
        String workspace,
        String project,
        Optional<String> testSet,
        Optional<String> tester,
        DurationUnit durationUnit,
        Duration replicaLag,
        Map<String, String> fields,
        SprintSettings sprint) {

    public static final Set<String> NAMES = Stream.of(
                    Set.of("url", "workspace", "project", "testSet", "tester", "durationUnit", "replicaLag", "fields"),
                    Set.of(ArchivePolicy.SETTING),
                    SprintSettings.NAMES,
                    ExaminationSettings.NAMES)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** The value of {@code testSet} that selects the test set of the iteration. */
    public static final String OF_ITERATION = "iteration";

    private static final String DEFAULT_URL = "https://rally1.rallydev.com";

    /** Assumption, therefore a setting: a Broadcom engineer's figure for the lag of Rally's read replicas. */
    private static final String DEFAULT_LAG = "8s";

    private static final String FIELDS = "fields.";

    /** Assumption, therefore a setting: Rally declares no unit for TestCaseResult.Duration, and publishers differ. */
    public enum DurationUnit {
        SECONDS(1_000),
        MINUTES(60_000);

        private final double millis;

        DurationUnit(double millis) {
            this.millis = millis;
        }

        public double of(Duration duration) {
            return Math.round(duration.toMillis() / millis * 1_000) / 1_000.0;
        }
    }

    public static RallySettings of(Map<String, String> settings) {
        return new RallySettings(
                url(settings),
                required(settings, "workspace"),
                required(settings, "project"),
                Optional.ofNullable(settings.get("testSet")),
                Optional.ofNullable(settings.get("tester")),
                durationUnit(settings.getOrDefault("durationUnit", "seconds")),
                DurationText.parse("<rally><replicaLag>", settings.getOrDefault("replicaLag", DEFAULT_LAG)),
                fields(settings),
                SprintSettings.of(settings));
    }

    /** Settings for work on the whole project, where test set and tester are not used. */
    public static RallySettings ofProject(Map<String, String> settings) {
        Map<String, String> others = new TreeMap<>(settings);
        others.keySet().removeAll(Set.of("testSet", "tester"));
        return of(others);
    }

    public static URI url(Map<String, String> settings) {
        return HttpSettings.root("<rally><url>", settings.getOrDefault("url", DEFAULT_URL));
    }

    private static String required(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new InvalidSettingException("The Rally " + name + " is not set. Add <rally><" + name + ">name</"
                    + name + "></rally> to the plugin's configuration, or set -Dverdict.rally." + name + ".");
        }
        return value;
    }

    private static DurationUnit durationUnit(String value) {
        return Arrays.stream(DurationUnit.values())
                .filter(unit -> unit.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException(
                        "<rally><durationUnit> is \"" + value + "\"; must be seconds or minutes."));
    }

    private static Map<String, String> fields(Map<String, String> settings) {
        Map<String, String> fields = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(FIELDS)) {
                fields.put(customField(name.substring(FIELDS.length())), value);
            }
        });
        return fields;
    }

    private static String customField(String name) {
        if (!name.startsWith("c_")) {
            throw new InvalidSettingException("<rally><fields> contains \"" + name
                    + "\"; must be the name of a custom field, which begins with c_.");
        }
        return name;
    }
}
