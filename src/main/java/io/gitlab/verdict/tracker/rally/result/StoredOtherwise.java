package io.gitlab.verdict.tracker.rally.result;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What Rally stored otherwise than it was sent: a custom field that results do not have, or a duration. Rally accepts such
 * results, some with a warning, and would do so again, so that they are findings and not repaired. Only results that this
 * publication wrote are compared. Notes are not read back: those of a build may be larger than all of its other data.
 *
 * <p>Safe for use by several threads.
 */
public final class StoredOtherwise {
    /** Rally may round durations. In units of the field. */
    private static final double DURATION_TOLERANCE = 0.011;

    private static final String REMEDY =
            "correct <rally><fields>, or have the field added to test case results in Rally.";
    private static final int MOST_WARNINGS = 10;
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_WARNING = 300;

    private final RallySettings settings;
    private final Map<ResultKey, Result> written = new ConcurrentHashMap<>();
    private final Map<ResultKey, List<String>> differences = new ConcurrentHashMap<>();
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();

    public StoredOtherwise(RallySettings settings) {
        this.settings = settings;
    }

    /** The attributes that a read must fetch to be compared, each after a comma. */
    String fetch() {
        return ",Duration"
                + settings.fields().keySet().stream().map(name -> "," + name).collect(Collectors.joining());
    }

    /** Records that Rally may have accepted the result. */
    public void written(Result result) {
        written.put(result.key(), result);
    }

    /** Records the {@code Warnings} of an answer to a write. */
    void warned(JsonNode answer) {
        for (JsonNode warning : answer.path("Warnings")) {
            String text = warning.asString("");
            if (warnings.size() < MOST_WARNINGS) {
                warnings.add(text.substring(0, Math.min(text.length(), LONGEST_WARNING)));
            }
        }
    }

    /** Compares a result that was read, replacing what an earlier read, which may have lagged, showed. */
    void compare(ResultKey key, JsonNode stored) {
        Result result = written.get(key);
        if (result != null) {
            differences.put(key, differences(result, stored));
        }
    }

    private List<String> differences(Result result, JsonNode stored) {
        List<String> found = new ArrayList<>();
        double duration = settings.durationUnit().of(result.duration());
        if (Math.abs(stored.path("Duration").asDouble(0) - duration) > DURATION_TOLERANCE) {
            found.add("Duration");
        }
        settings.fields().forEach((name, value) -> {
            boolean absent =
                    stored.path(name).isMissingNode() || stored.path(name).isNull();
            if (absent && !value.isEmpty()) {
                found.add(name);
            }
        });
        return found;
    }

    /** One finding for each text of a warning, and one for each attribute that no warning names. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        new TreeSet<>(warnings)
                .forEach(text -> findings.add(Finding.warning(
                        "Rally stored results with this warning: " + text + " If it names a field: " + REMEDY)));
        new TreeSet<>(differences.values().stream().flatMap(List::stream).toList())
                .stream()
                        .filter(name -> warnings.stream().noneMatch(text -> text.contains(name)))
                        .forEach(name -> findings.add(Finding.warning(stored(name))));
        return findings;
    }

    private String stored(String attribute) {
        List<String> testCases = differences.entrySet().stream()
                .filter(one -> one.getValue().contains(attribute))
                .map(one -> one.getKey().testCase())
                .distinct()
                .sorted()
                .toList();
        String named = String.join(", ", testCases.subList(0, Math.min(testCases.size(), MOST_NAMED)));
        String remedy = settings.fields().containsKey(attribute)
                ? "Remedy: " + REMEDY
                : "Check in Rally whether a rule of the workspace changes it.";
        return "Rally did not store " + attribute + " as it was sent, for " + testCases.size() + " test cases: " + named
                + (testCases.size() > MOST_NAMED ? " and others" : "") + ". " + remedy;
    }
}
