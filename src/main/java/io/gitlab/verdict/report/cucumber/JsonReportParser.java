package io.gitlab.verdict.report.cucumber;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.report.input.Timestamp;
import io.gitlab.verdict.report.supplement.SupplementReading;
import io.gitlab.verdict.report.supplement.SupplementTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads Cucumber's JSON as a stream, which Karate and other tools write, too: an array of features with their scenarios. Names
 * of outlines, rules and examples are not in it.
 */
final class JsonReportParser {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NAME_CHARS = 4 << 10;
    private static final int FEATURE = 3;
    private static final Set<String> KEPT = Set.of(
            "uri",
            "name",
            "id",
            "line",
            "type",
            "keyword",
            "start_timestamp",
            "status",
            "error_message",
            "mime_type",
            "media_type");

    /** An element of a feature: a scenario, or the background that ran before it. */
    private static final class Element {
        final Map<String, String> texts = new HashMap<>();
        final Set<String> tags = new LinkedHashSet<>();
        final ScenarioRun run;

        Element(ScenarioRun run) {
            this.run = run;
        }

        String text(String name) {
            return texts.getOrDefault(name, "");
        }
    }

    private final Path file;
    private final SupplementReading reading;
    private final EmbeddedFiles embedded;
    private final ScenarioTests tests;
    private final List<SupplementTest> read = new ArrayList<>();
    private JsonParser json;
    private ScenarioRun run;
    private int others;
    private boolean damaged;

    JsonReportParser(Path file, SupplementReading reading) {
        this.file = file;
        this.reading = reading;
        this.embedded = new EmbeddedFiles(file, reading);
        this.tests = new ScenarioTests(file, reading);
    }

    List<SupplementTest> parse() {
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            json = parser;
            if (json.nextToken() == JsonToken.START_ARRAY) {
                forEachObject(this::readFeature);
            }
            if (json.nextToken() != null) {
                throw new IOException("it holds more than one JSON document, as if several runs wrote it");
            }
        } catch (IOException | JacksonException e) {
            String message = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
            String reason = String.valueOf(message).lines().findFirst().orElse("");
            damaged = true;
            reading.add(Finding.error("Report " + file + " is damaged: " + reason + ". The " + read.size()
                    + " scenarios of the features before the damage count. Run the tests again."));
        }
        if (others > 0) {
            reading.add(
                    Finding.error("Report " + file + " is damaged: " + others + " of its features, elements or tags are"
                            + " no objects, and are left out. Run the tests again."));
        }
        if (read.isEmpty() && !damaged && others == 0) {
            reading.add(Finding.error("No scenario was found in report " + file + ", although it lists features."
                    + " Name a report that Cucumber wrote."));
        }
        tests.findings().ifPresent(reading::add);
        embedded.findings().ifPresent(reading::add);
        return read;
    }

    /** Reads the objects of the current array, to its end. */
    private void forEachObject(Runnable read) {
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY && token != null;
                token = json.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                read.run();
            } else {
                json.skipChildren();
                others++;
            }
        }
    }

    private void readFeature() {
        Map<String, String> texts = new HashMap<>();
        Set<String> tags = new LinkedHashSet<>();
        List<Element> elements = new ArrayList<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("elements") && value == JsonToken.START_ARRAY) {
                readElements(elements);
            } else if (name.equals("tags") && value == JsonToken.START_ARRAY) {
                readTags(tags);
            } else {
                readText(name, value, texts);
            }
        }
        addTests(texts, tags, elements);
    }

    /** The results of a background count for the scenario after it. */
    private void readElements(List<Element> elements) {
        run = new ScenarioRun(reading.budget());
        forEachObject(() -> readElement(elements));
    }

    private void readElement(List<Element> elements) {
        Element element = new Element(run);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("tags") && value == JsonToken.START_ARRAY) {
                readTags(element.tags);
            } else if (value == JsonToken.START_ARRAY) {
                readSteps(run);
            } else {
                readText(name, value, element.texts);
            }
        }
        if (!element.text("type").equals("background")) {
            run.finish();
            elements.add(element);
            run = new ScenarioRun(reading.budget());
        }
    }

    /** Steps and hooks, and the hooks of steps, to the end of the current array. */
    private void readSteps(ScenarioRun run) {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null) {
                return;
            }
            boolean named = json.currentName() != null;
            if (token == JsonToken.START_OBJECT && named && json.currentName().equals("result")) {
                readResult(run);
            } else if (token == JsonToken.START_ARRAY
                    && json.currentName() != null
                    && parentName().equals("embeddings")) {
                readEmbeddings(run);
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
    }

    /** The name of the array that begins here. */
    private String parentName() {
        String name = json.streamReadContext().getParent().currentName();
        return name == null ? "" : name;
    }

    private void readResult(ScenarioRun run) {
        Map<String, String> texts = new HashMap<>();
        long nanos = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("duration") && value.isNumeric()) {
                nanos = (long) json.getDoubleValue();
            } else {
                readText(name, value, texts);
            }
        }
        run.end(
                StepStatus.of(texts.getOrDefault("status", "")),
                MessagesParser.duration(0, Math.max(0, nanos)),
                "",
                "",
                texts.getOrDefault("error_message", ""));
    }

    private void readEmbeddings(ScenarioRun run) {
        forEachObject(() -> readEmbedding(run));
    }

    private void readEmbedding(ScenarioRun run) {
        Map<String, String> texts = new HashMap<>();
        long data = -1;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("data") && value == JsonToken.VALUE_STRING) {
                data = json.currentTokenLocation().getByteOffset();
            } else {
                readText(name, value, texts);
            }
        }
        String type = texts.getOrDefault("mime_type", texts.getOrDefault("media_type", ""));
        Optional<EvidenceFile> stored = embedded.store(data, true, type, texts.getOrDefault("name", ""));
        stored.ifPresent(run.evidence()::add);
    }

    private void readTags(Set<String> tags) {
        forEachObject(() -> readTag(tags));
    }

    private void readTag(Set<String> tags) {
        Map<String, String> texts = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            readText(json.currentName(), json.nextToken(), texts);
        }
        String tag = FeatureFile.bare(texts.getOrDefault("name", ""));
        if (!tag.isEmpty() && tags.size() < 100) {
            tags.add(tag);
        }
    }

    private void readText(String name, JsonToken value, Map<String, String> texts) {
        if (KEPT.contains(name) && (value == JsonToken.VALUE_STRING || value.isNumeric())) {
            String text = json.getString();
            boolean whole = name.equals("error_message") || text.length() <= NAME_CHARS;
            texts.put(name, whole ? text : text.substring(0, NAME_CHARS));
        } else {
            json.skipChildren();
        }
    }

    private void addTests(Map<String, String> feature, Set<String> featureTags, List<Element> elements) {
        String uri = feature.getOrDefault("uri", "");
        String name = feature.getOrDefault("name", "").isEmpty() ? uri : feature.get("name");
        RowNumbers rows = new RowNumbers();
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            // Some tools write no lines.
            String line = element.text("line").isEmpty() ? "element " + (i + 1) : element.text("line");
            List<Label> tags = new ArrayList<>();
            element.tags.forEach(
                    tag -> tags.add(Label.tag(Scenario.SOURCE, tag, featureTags.contains(tag) ? FEATURE : 0)));
            String title = element.text("name").isEmpty() ? element.text("keyword") : element.text("name");
            Timestamp.parse(element.text("start_timestamp")).ifPresent(element.run::start);
            Optional<Scenario.Row> row = rows.row(element.text("id"));
            Scenario scenario = new Scenario(
                    uri + ":" + line, name, Optional.empty(), row.isPresent() ? "" : title, row, title, tags);
            tests.test(scenario, List.of(element.run)).ifPresent(read::add);
        }
    }
}
