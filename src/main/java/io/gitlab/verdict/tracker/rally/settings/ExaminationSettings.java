package io.gitlab.verdict.tracker.rally.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of the {@code <rally>} block for test cases that are out of use. Rally has no such state, so workspaces
 * add a custom field.
 *
 * @param stateField the custom field of test cases that holds the state; empty: none
 * @param archivedStates the values of that field that mean "out of use"
 */
public record ExaminationSettings(Optional<String> stateField, Set<String> archivedStates) {
    static final Set<String> NAMES = Set.of("stateField", "archivedStates");

    public ExaminationSettings {
        archivedStates = Set.copyOf(archivedStates);
    }

    public static ExaminationSettings of(Map<String, String> settings) {
        return new ExaminationSettings(
                Optional.ofNullable(settings.get("stateField")),
                Arrays.stream(settings.getOrDefault("archivedStates", "Archived,Deprecated")
                                .split(","))
                        .map(String::strip)
                        .collect(Collectors.toSet()));
    }
}
