package io.gitlab.verdict.report.cucumber;

import io.gitlab.verdict.domain.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The elements of a feature file by their ids, from a {@code gherkinDocument} message. */
final class FeatureFile {
    private static final int EXAMPLES = 0;
    private static final int SCENARIO = 1;
    private static final int RULE = 2;
    private static final int FEATURE = 3;

    /** A scenario or a row of an outline. */
    private record Place(Optional<String> rule, String title, Optional<Scenario.Row> row, String line) {}

    private final String uri;
    private final String feature;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Integer> tagDistances = new HashMap<>();

    FeatureFile(JsonNode document) {
        JsonNode root = document.path("feature");
        this.uri = document.path("uri").asString("");
        this.feature = named(root, uri);
        tags(root, FEATURE);
        root.path("children").forEach(child -> {
            scenario(child.path("scenario"), Optional.empty());
            rule(child.path("rule"));
        });
    }

    /** The scenario that a {@code pickle} message describes. */
    Scenario scenario(JsonNode pickle) {
        String name = pickle.path("name").asString("");
        JsonNode ids = pickle.path("astNodeIds");
        String last = ids.isEmpty() ? "" : ids.get(ids.size() - 1).asString("");
        Place place = places.getOrDefault(last, new Place(Optional.empty(), name, Optional.empty(), last));
        List<Label> tags = new ArrayList<>();
        pickle.path("tags")
                .forEach(tag -> tags.add(Label.tag(
                        Scenario.SOURCE,
                        bare(tag.path("name").asString("")),
                        tagDistances.getOrDefault(tag.path("astNodeId").asString(""), EXAMPLES))));
        return new Scenario(uri + ":" + place.line(), feature, place.rule(), place.title(), place.row(), name, tags);
    }

    /** A tag without {@code @}. */
    static String bare(String tag) {
        return tag.startsWith("@") ? tag.substring(1) : tag;
    }

    private void rule(JsonNode rule) {
        if (rule.isObject()) {
            tags(rule, RULE);
            rule.path("children").forEach(child -> scenario(child.path("scenario"), Optional.of(named(rule, "Rule"))));
        }
    }

    private void scenario(JsonNode scenario, Optional<String> rule) {
        if (!scenario.isObject()) {
            return;
        }
        tags(scenario, SCENARIO);
        String title = named(scenario, "Scenario");
        places.put(scenario.path("id").asString(""), new Place(rule, title, Optional.empty(), line(scenario)));
        int block = 0;
        for (JsonNode examples : scenario.path("examples")) {
            block++;
            tags(examples, EXAMPLES);
            int number = 0;
            for (JsonNode row : examples.path("tableBody")) {
                number++;
                var at = new Scenario.Row(examples.path("name").asString(""), block, number);
                places.put(row.path("id").asString(""), new Place(rule, title, Optional.of(at), line(row)));
            }
        }
    }

    private void tags(JsonNode element, int distance) {
        element.path("tags").forEach(tag -> tagDistances.put(tag.path("id").asString(""), distance));
    }

    /** The name, else the keyword, as the JUnit Platform shows it. */
    private static String named(JsonNode element, String otherwise) {
        String name = element.path("name").asString("");
        return name.isEmpty() ? element.path("keyword").asString(otherwise) : name;
    }

    private static String line(JsonNode element) {
        return element.path("location").path("line").asString("");
    }
}
