package io.gitlab.verdict.report.cucumber;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.supplement.SupplementReading;
import io.gitlab.verdict.report.supplement.SupplementTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads Cucumber's messages, one JSON object in a line. Messages of other kinds are skipped, because the protocol grows.
 * Attachments are stored as a stream; other messages are limited in size.
 */
final class MessagesParser {
    /** The beginning of a line, which holds the kind of message. */
    static final Pattern KIND = Pattern.compile("\\s*\\{\\s*\"(\\w{1,40})\"\\s*:");

    private static final int HEAD_BYTES = 80;
    private static final int MOST_BYTES = 16 << 20;
    private static final int NAME_CHARS = 4 << 10;
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final SupplementReading reading;
    private final EmbeddedFiles embedded;
    private final ScenarioTests tests;
    private final Map<String, FeatureFile> features = new HashMap<>();
    private final Map<String, Scenario> pickles = new HashMap<>();
    private final Map<String, String> pickleOfTestCase = new HashMap<>();
    private final Map<String, List<ScenarioRun>> runs = new LinkedHashMap<>();
    private final Map<String, ScenarioRun> started = new HashMap<>();
    private int lines;
    private int damaged;
    private boolean finished;
    private int tooLong;

    MessagesParser(Path file, SupplementReading reading) {
        this.file = file;
        this.reading = reading;
        this.embedded = new EmbeddedFiles(file, reading);
        this.tests = new ScenarioTests(file, reading);
    }

    List<SupplementTest> parse() {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageLines in = new MessageLines(bytes);
            while (in.nextLine()) {
                lines++;
                readLine(in);
            }
        } catch (IOException e) {
            reading.add(Finding.error("Report " + file + " cannot be read completely: " + e
                    + ". Make it readable, and run the tests again."));
        }
        List<SupplementTest> read = new ArrayList<>();
        runs.forEach((pickle, attempts) -> Optional.ofNullable(pickles.get(pickle))
                .flatMap(one -> tests.test(one, attempts))
                .ifPresent(read::add));
        addFindings();
        return read;
    }

    private void addFindings() {
        long lost = runs.keySet().stream()
                .filter(pickle -> !pickles.containsKey(pickle))
                .count();
        if (damaged > 0) {
            reading.add(Finding.error("Report " + file + " is damaged: " + damaged + " of " + lines
                    + " lines are no messages of Cucumber. The others count. Run the tests again."));
        }
        if (finished && runs.isEmpty()) {
            reading.add(Finding.info("Report " + file + " has no scenario: its run selected none."));
        }
        if (!finished) {
            reading.add(Finding.error("Report " + file + " ends before its run did: it has " + runs.size()
                    + " scenarios, and others may be missing. Run the tests again."));
        }
        if (tooLong > 0) {
            reading.add(Finding.error("Report " + file + " has " + tooLong + " messages of more than "
                    + (MOST_BYTES >> 20) + " MB that are no attachments; they are left out."));
        }
        if (lost > 0) {
            reading.add(Finding.error(
                    lost + " scenarios in " + file + " have no pickle message and are left out. Run the tests again."));
        }
        tests.findings().ifPresent(reading::add);
        embedded.findings().ifPresent(reading::add);
    }

    private void readLine(MessageLines in) throws IOException {
        long offset = in.position();
        byte[] head = in.readNBytes(HEAD_BYTES);
        String beginning = new String(head, StandardCharsets.ISO_8859_1);
        Matcher kind = KIND.matcher(beginning);
        if (!kind.lookingAt()) {
            damaged += beginning.isBlank() ? 0 : 1;
            return;
        }
        InputStream line = new SequenceInputStream(new ByteArrayInputStream(head), in);
        try {
            switch (kind.group(1)) {
                case "gherkinDocument",
                        "pickle",
                        "testCase",
                        "testCaseStarted",
                        "testStepFinished",
                        "testCaseFinished" -> readMessage(kind.group(1), line);
                case "attachment" -> readAttachment(line, offset);
                case "testRunFinished" -> finished = true;
                default -> {}
            }
        } catch (JacksonException e) {
            damaged++;
        }
    }

    private void readMessage(String kind, InputStream line) throws IOException {
        byte[] bytes = line.readNBytes(MOST_BYTES);
        if (bytes.length == MOST_BYTES) {
            tooLong++;
            return;
        }
        JsonNode message = MAPPER.readTree(bytes).path(kind);
        switch (kind) {
            case "gherkinDocument" -> features.put(text(message, "uri"), new FeatureFile(message));
            case "pickle" -> pickles.put(text(message, "id"), scenario(message));
            case "testCase" -> pickleOfTestCase.put(text(message, "id"), text(message, "pickleId"));
            case "testCaseStarted" -> start(message);
            case "testStepFinished" -> endStep(message);
            default -> run(message).ifPresent(ScenarioRun::finish);
        }
    }

    private Scenario scenario(JsonNode pickle) {
        String uri = text(pickle, "uri");
        FeatureFile feature = features.computeIfAbsent(
                uri, absent -> new FeatureFile(MAPPER.createObjectNode().put("uri", uri)));
        return feature.scenario(pickle);
    }

    private void start(JsonNode message) {
        ScenarioRun run = new ScenarioRun(reading.budget());
        time(message.path("timestamp")).ifPresent(run::start);
        started.put(text(message, "id"), run);
        String pickle = pickleOfTestCase.getOrDefault(text(message, "testCaseId"), "");
        runs.computeIfAbsent(pickle, absent -> new ArrayList<>(1)).add(run);
    }

    private void endStep(JsonNode message) {
        JsonNode result = message.path("testStepResult");
        JsonNode exception = result.path("exception");
        JsonNode took = result.path("duration");
        String trace = text(exception, "stackTrace");
        run(message)
                .ifPresent(run -> run.end(
                        StepStatus.of(text(result, "status")),
                        duration(
                                took.path("seconds").asLong(0),
                                took.path("nanos").asLong(0)),
                        text(exception, "type"),
                        text(exception, "message"),
                        trace.isEmpty() ? text(result, "message") : trace));
    }

    private Optional<ScenarioRun> run(JsonNode message) {
        return Optional.ofNullable(started.get(text(message, "testCaseStartedId")));
    }

    /** The content comes before its name and encoding: it is skipped, and read again by its offset. */
    private void readAttachment(InputStream line, long offset) throws IOException {
        long body = -1;
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            json.nextToken();
            json.nextToken();
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                boolean text = json.nextToken() == JsonToken.VALUE_STRING;
                if (text && name.equals("body")) {
                    body = offset + json.currentTokenLocation().getByteOffset();
                } else if (text) {
                    texts.put(name, json.getString());
                } else {
                    json.skipChildren();
                }
            }
        }
        ScenarioRun run = started.get(texts.getOrDefault("testCaseStartedId", ""));
        if (run != null && body >= 0) {
            embedded.store(
                            body,
                            texts.getOrDefault("contentEncoding", "").equals("BASE64"),
                            texts.getOrDefault("mediaType", ""),
                            texts.getOrDefault("fileName", ""))
                    .ifPresent(run.evidence()::add);
        }
    }

    private static Optional<Instant> time(JsonNode timestamp) {
        long seconds = timestamp.path("seconds").asLong(-1);
        boolean plausible = seconds >= 0 && seconds < Instant.MAX.getEpochSecond() / 1000;
        return plausible
                ? Optional.of(
                        Instant.ofEpochSecond(seconds, timestamp.path("nanos").asLong(0) % 1_000_000_000))
                : Optional.empty();
    }

    /** A duration of more than ten years is none. */
    static Duration duration(long seconds, long nanos) {
        boolean plausible = seconds >= 0 && seconds < Duration.ofDays(3650).toSeconds() && nanos >= 0;
        return plausible ? Duration.ofSeconds(seconds, nanos) : Duration.ZERO;
    }

    private static String text(JsonNode node, String field) {
        String text = node.path(field).asString("");
        return text.length() <= NAME_CHARS || !field.endsWith("d") ? text : text.substring(0, NAME_CHARS);
    }
}
