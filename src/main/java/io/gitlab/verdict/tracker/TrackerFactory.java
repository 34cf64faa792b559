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
 * Makes a tracker of one kind. Found as a service ({@link java.util.ServiceLoader}), because the dependency injection of
 * Maven before 3.9 cannot scan classes of Java 17.
 */
public interface TrackerFactory {

    /** The value of the {@code tracker} setting, and the name of the block of this tracker's settings. */
    String name();

    /**
     * Regular expression of this tracker's test case ids in test names, such as {@code TC\d+}.
     *
     * @param settings the tracker's own, which may tell how the ids of a project begin
     */
    String idPattern(Map<String, String> settings);

    /**
     * Regular expression of ids that {@link #idPattern} leaves out because they are of other projects. Tests that hold
     * such ids only show that the wrong ones are looked for.
     *
     * @return empty when none is left out
     */
    default Optional<String> foreignIdPattern(Map<String, String> settings) {
        return Optional.empty();
    }

    /** The id as the tracker spells it, from one that may be spelled as Java names are. */
    default String testCaseId(String found, Map<String, String> settings) {
        return found;
    }

    /** Names of the settings of this tracker's block, such as {@code workspace}. */
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
     * The server that these settings name, which gets the credentials.
     *
     * @throws io.gitlab.verdict.settings.InvalidSettingException if they lead to none
     */
    URI server(Map<String, String> settings);

    /**
     * Opens the tracker; sends nothing.
     *
     * @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is missing or cannot work
     */
    Tracker open(TrackerConnection connection);

    /** Opens the tracker for a sweep; sends nothing. Empty for one that cannot be swept. */
    default Optional<StuckResults> openStuckResults(TrackerConnection connection) {
        return Optional.empty();
    }

    /** Opens the tracker for a status over its run containers; sends nothing. Empty for one that tells of no runs. */
    default Optional<ContainerRuns> openContainerRuns(TrackerConnection connection) {
        return Optional.empty();
    }

    /**
     * The containers of this tracker's sprints; sends nothing.
     *
     * @return empty for a tracker that has none
     * @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is missing or cannot work
     */
    default Optional<SprintContainers> openSprintContainers(TrackerConnection connection) {
        return Optional.empty();
    }

    /**
     * What looks at all that publishing needs of this tracker; sends nothing.
     *
     * @return empty for a tracker that cannot be examined
     * @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is missing or cannot work
     */
    default Optional<Examination> openExamination(TrackerConnection connection) {
        return Optional.empty();
    }

    /** All kinds of trackers there are, by name. */
    static Map<String, TrackerFactory> all() {
        return ServiceLoader.load(TrackerFactory.class, TrackerFactory.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toUnmodifiableMap(TrackerFactory::name, Function.identity()));
    }
}
