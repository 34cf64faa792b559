package io.gitlab.verdict.tracker;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Opens trackers of one kind. Found as a service ({@link java.util.ServiceLoader}), because the dependency injection of
 * Maven before 3.9 cannot scan classes of Java 17.
 */
public interface TrackerFactory {

    /** The value of the {@code tracker} setting, and the name of the block of this tracker's settings. */
    String name();

    /**
     * Regular expression of this tracker's test case ids in test names, such as {@code TC\d+}.
     *
     * @param settings the tracker's settings, which may hold the prefix of a project's ids
     */
    String idPattern(Map<String, String> settings);

    /**
     * Regular expression of ids that {@link #idPattern} excludes because they belong to other projects. If only such ids
     * are found, the settings name the wrong project.
     *
     * @return empty if none is excluded
     */
    default Optional<String> foreignIdPattern(Map<String, String> settings) {
        return Optional.empty();
    }

    /** The tracker's spelling of an id that may be spelled as in a Java name or in another case: {@code tc_12} is TC12. */
    default String testCaseId(String found, Map<String, String> settings) {
        return found;
    }

    /** Names of the settings in this tracker's block, such as {@code workspace}. */
    Set<String> settingNames();

    /**
     * The credentials that the tracker needs.
     *
     * @param settings the tracker's own
     * @return alternatives, the preferred one first; all credentials of one alternative are needed
     */
    default List<List<Credential>> credentials(Map<String, String> settings) {
        return List.of(List.of(Credential.API_KEY));
    }

    /** Names of all credentials of all alternatives, which must never be settings. */
    default Set<String> credentialNames() {
        return Set.of(Credential.API_KEY.name());
    }

    /**
     * The server that these settings name; the credentials are sent there.
     *
     * @throws io.gitlab.verdict.settings.InvalidSettingException if they name none
     */
    URI server(Map<String, String> settings);

    /**
     * Opens the tracker; sends nothing.
     *
     * @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is missing or invalid
     */
    Tracker open(TrackerConnection connection);

    /** Opens the tracker for a sweep; sends nothing. Empty if the tracker does not support it. */
    default Optional<StuckResults> openStuckResults(TrackerConnection connection) {
        return Optional.empty();
    }

    /** Opens the tracker for a status over its run containers; sends nothing. Empty if it does not support it. */
    default Optional<ContainerRuns> openContainerRuns(TrackerConnection connection) {
        return Optional.empty();
    }

    /**
     * Opens the run containers of sprints; sends nothing.
     *
     * @return empty if the tracker does not support them
     * @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is missing or invalid
     */
    default Optional<SprintContainers> openSprintContainers(TrackerConnection connection) {
        return Optional.empty();
    }

    /**
     * Opens the tracker for an examination; sends nothing.
     *
     * @return empty if the tracker does not support it
     * @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is missing or invalid
     */
    default Optional<Examination> openExamination(TrackerConnection connection) {
        return Optional.empty();
    }

    /** All trackers by name. */
    static Map<String, TrackerFactory> all() {
        return ServiceLoader.load(TrackerFactory.class, TrackerFactory.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toUnmodifiableMap(TrackerFactory::name, Function.identity()));
    }
}
