package io.gitlab.verdict.tracker.rally.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of the {@code <rally>} block that tell of test cases that are out of use: Rally itself has no such state,
 * so workspaces add a field of their own.
 *
 * @param stateField the field of a test case that tells its state; empty: none does
 * @param archivedStates values of that field that mean out of use
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
