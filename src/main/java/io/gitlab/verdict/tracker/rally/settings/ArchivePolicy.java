package io.gitlab.verdict.tracker.rally.settings;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * When a test set counts as archived. Rally has no such state. Assumption, therefore a setting: a test set is archived
 * once its iteration has ended or its schedule state is one of {@code states}.
 *
 * @param iterationEnd whether a test set is archived when its iteration ends
 * @param states schedule states that archive a test set
 */
public record ArchivePolicy(boolean iterationEnd, Set<String> states) {
    static final String SETTING = "archivedTestSets";

    private static final String ITERATION_END = "iterationEnd";
    private static final String NONE = "none";
    private static final String USUAL = ITERATION_END + ",Accepted,Released";
    private static final Set<String> STATES =
            Set.of("Idea", "Defined", "In-Progress", "Completed", "Accepted", "Released");

    public ArchivePolicy {
        states = Set.copyOf(states);
    }

    public static ArchivePolicy of(Map<String, String> settings) {
        Set<String> words = Arrays.stream(settings.getOrDefault(SETTING, USUAL).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        words.forEach(ArchivePolicy::check);
        return new ArchivePolicy(
                words.contains(ITERATION_END),
                words.stream().filter(STATES::contains).collect(Collectors.toSet()));
    }

    private static void check(String word) {
        if (!word.equals(ITERATION_END) && !word.equals(NONE) && !STATES.contains(word)) {
            throw new InvalidSettingException("<rally><" + SETTING + "> contains \"" + word + "\"; must be "
                    + ITERATION_END + ", schedule states such as Accepted (comma-separated), or " + NONE
                    + ".");
        }
    }

    /** Why a test set is archived; empty if it is not. */
    public String reason(JsonNode testSet, Instant now) {
        String state = testSet.path("ScheduleState").asString("");
        if (states.contains(state)) {
            return "it is " + state;
        }
        JsonNode iteration = testSet.path("Iteration");
        return iterationEnd && ended(iteration.path("EndDate").asString(""), now)
                ? "its iteration \"" + iteration.path("_refObjectName").asString("") + "\" has ended"
                : "";
    }

    private static boolean ended(String date, Instant now) {
        try {
            return !date.isEmpty() && Instant.parse(date).isBefore(now);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
