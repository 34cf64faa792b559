package io.gitlab.verdict.report.allure;

import io.gitlab.verdict.report.allure.AllureFile.Item;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads one file of Allure as a stream. Steps may be nested to any depth that the parser allows. */
final class AllureParser {
    private static final int MOST_ITEMS = 100;
    private static final int MOST_CHILDREN = 1_000_000;
    private static final Set<String> TEXTS = Set.of("name", "value", "type", "url", "source", "message", "trace");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxStringLength(10_000_000)
                    .build())
            .build();

    private final JsonParser json;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, List<Item>> items = new HashMap<>();
    private final List<String> sources = new ArrayList<>();
    private final List<String> children = new ArrayList<>();
    private Map<String, String> details = Map.of();
    private boolean cut;

    private AllureParser(JsonParser json) {
        this.json = json;
    }

    /** @throws IOException if the file cannot be read, or is not such a file; the message is the reason */
    static AllureFile parse(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            AllureParser parser = new AllureParser(json);
            parser.readFile();
            return parser.file();
        } catch (JacksonException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getOriginalMessage(), e);
        }
    }

    private AllureFile file() {
        return new AllureFile(
                text("uuid"),
                text("historyId"),
                text("testCaseId"),
                text("fullName"),
                text("name"),
                text("status"),
                details.getOrDefault("message", ""),
                details.getOrDefault("trace", ""),
                numbers.getOrDefault("start", 0L),
                numbers.getOrDefault("stop", 0L),
                items.getOrDefault("labels", List.of()),
                items.getOrDefault("links", List.of()),
                items.getOrDefault("parameters", List.of()),
                sources,
                children,
                cut);
    }

    private String text(String field) {
        return texts.getOrDefault(field, "");
    }

    private void readFile() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("it is not a JSON object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            json.nextToken();
            readField(field);
        }
    }

    private void readField(String field) {
        switch (field) {
            case "uuid", "historyId", "testCaseId", "fullName", "name", "status" -> keepText(texts, field);
            case "statusDetails" -> details = readObject();
            case "start", "stop" -> numbers.put(field, (long) json.getValueAsDouble());
            case "labels", "links", "parameters" -> readItems(items.computeIfAbsent(field, key -> new ArrayList<>()));
            case "children" -> readChildren();
            case "attachments" -> readAttachments();
            case "steps", "befores", "afters" -> readSteps();
            default -> json.skipChildren();
        }
    }

    private void keepText(Map<String, String> kept, String field) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            kept.put(field, json.getString());
        } else {
            json.skipChildren();
        }
    }

    /** The texts of the current object, if it is one, which is read to its end. */
    private Map<String, String> readObject() {
        Map<String, String> kept = new HashMap<>();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return kept;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (TEXTS.contains(field)) {
                keepText(kept, field);
            } else {
                json.skipChildren();
            }
        }
        return kept;
    }

    private void readItems(List<Item> kept) {
        for (Map<String, String> one : objects()) {
            kept.add(new Item(
                    one.getOrDefault("name", ""),
                    one.getOrDefault("value", ""),
                    one.getOrDefault("type", ""),
                    one.getOrDefault("url", "")));
        }
    }

    private void readAttachments() {
        for (Map<String, String> one : objects()) {
            if (sources.size() == MOST_ITEMS) {
                cut = true;
            } else {
                sources.add(one.getOrDefault("source", ""));
            }
        }
    }

    /** The first objects of the current array, which is read to its end. */
    private List<Map<String, String>> objects() {
        List<Map<String, String>> objects = new ArrayList<>();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return objects;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (objects.size() == MOST_ITEMS) {
                cut = true;
                json.skipChildren();
            } else {
                objects.add(readObject());
            }
        }
        return objects;
    }

    private void readChildren() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING && children.size() < MOST_CHILDREN) {
                children.add(json.getString());
            } else {
                json.skipChildren();
            }
        }
    }

    /** Without recursion: the depth is that of the file. */
    private void readSteps() {
        int depth = 0;
        do {
            JsonToken token = json.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("attachments")) {
                json.nextToken();
                readAttachments();
            }
        } while (depth > 0 && json.nextToken() != null);
    }
}
