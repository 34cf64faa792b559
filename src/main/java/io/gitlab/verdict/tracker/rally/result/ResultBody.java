package io.gitlab.verdict.tracker.rally.result;

import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.testcase.TestCases;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes changes as JSON for WSAPI. */
public final class ResultBody {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String TYPE = "TestCaseResult";

    private final String build;
    private final Target target;
    private final TestCases testCases;
    private final RallySettings settings;

    public ResultBody(String build, Target target, TestCases testCases, RallySettings settings) {
        this.build = build;
        this.target = target;
        this.testCases = testCases;
        this.settings = settings;
    }

    byte[] batch(List<Change> changes) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode batch = root.putArray("Batch");
        for (Change change : changes) {
            ObjectNode entry = batch.addObject().putObject("Entry");
            entry.put("Path", "/" + path(change));
            entry.put("Method", "POST");
            entry.putObject("Body").set(TYPE, attributes(change.result()));
        }
        return bytes(root);
    }

    /** One change outside a batch, sent to its {@link #path}. */
    byte[] alone(Change change) {
        ObjectNode root = JSON.createObjectNode();
        root.set(TYPE, attributes(change.result()));
        return bytes(root);
    }

    /** The WSAPI path of a change. */
    static String path(Change change) {
        return change instanceof Change.Repair repair
                ? "testcaseresult/" + repair.stored().reference()
                : "testcaseresult/create";
    }

    private ObjectNode attributes(Result result) {
        ObjectNode attributes = JSON.createObjectNode();
        attributes.put("Workspace", target.workspace());
        attributes.put(
                "TestCase",
                testCases.find(result.key().testCase()).orElseThrow().ref());
        attributes.put("Verdict", result.verdict().text());
        attributes.put("Build", build);
        attributes.put("Date", DATE.format(result.key().date()));
        attributes.put("Tester", target.tester());
        attributes.put("Duration", settings.durationUnit().of(result.duration()));
        attributes.put("Notes", NotesHtml.write(result.notes(), result.key()));
        target.testSet()
                .filter(testSet ->
                        !testCases.outsideTestSet().contains(result.key().testCase()))
                .ifPresent(testSet -> attributes.put("TestSet", testSet.ref()));
        settings.fields().forEach(attributes::put);
        return attributes;
    }

    private static byte[] bytes(ObjectNode root) {
        return JSON.writeValueAsBytes(root);
    }
}
