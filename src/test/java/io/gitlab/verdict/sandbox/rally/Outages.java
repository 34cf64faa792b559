package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.TestSandbox;
import io.gitlab.verdict.sandbox.Time;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A sandbox with a test case, whose faults are seen over HTTP, and what it really stores beside them. */
final class Outages implements AutoCloseable {
    static final String CREATE = "testcaseresult/create?fetch=true";

    final Time time = new Time();
    final TestSandbox sandbox;
    final Wire wire;
    final Wire audit;
    final JsonNode testCase;

    Outages(Path directory, Assumption... assumptions) throws IOException {
        TestOptions options = new TestOptions(Optional.empty(), OptionalInt.empty(), Set.of(assumptions));
        sandbox = TestSandbox.start(
                directory, Wire.KEY, time, time::pass, options, SandboxFixture.rally(List.of(), false));
        wire = new Wire(sandbox);
        audit = new Wire(sandbox.auditUrl());
        testCase = audit.create("testcase", "{\"Name\":\"Login\"}");
    }

    void inflict(String faults) {
        inflict(faults, 1);
    }

    void inflict(String faults, long seed) {
        sandbox.inflict(Faults.parse(faults, seed));
    }

    HttpResponse<String> create(String build) {
        return wire.send("POST", CREATE, result(build), "ZSESSIONID", Wire.KEY);
    }

    HttpResponse<String> verdict(JsonNode result, String verdict) {
        String body =
                "{\"TestCaseResult\":{\"Verdict\":\"%s\",\"TestCase\":\"%s\"}}".formatted(verdict, Wire.ref(testCase));
        return wire.send("POST", Wire.relative(result) + "?fetch=true", body, "ZSESSIONID", Wire.KEY);
    }

    /** A batch of that many new results, the builds 0, 1 and so on. */
    JsonNode batch(int entries) {
        String body = IntStream.range(0, entries)
                .mapToObj(String::valueOf)
                .map(build -> "{\"Entry\":{\"Path\":\"/testcaseresult/create\",\"Method\":\"POST\",\"Body\":"
                        + result(build) + "}}")
                .collect(Collectors.joining(",", "{\"Batch\":[", "]}"));
        return wire.post("batch?fetch=true", body).get("BatchResult");
    }

    private String result(String build) {
        return "{\"testcaseresult\":{\"TestCase\":\"%s\",\"Build\":\"%s\",\"Date\":\"2026-01-05T10:15:30Z\",\"Verdict\":\"Pass\"}}"
                .formatted(Wire.ref(testCase), build);
    }

    /** The results that are really there, in the order of their creation. */
    List<JsonNode> stored() {
        return results(audit);
    }

    List<JsonNode> seen() {
        return results(wire);
    }

    private static List<JsonNode> results(Wire by) {
        return List.copyOf(list(by.query("testcaseresult", "(ObjectID > 0)", "&fetch=true&pagesize=2000&order=ObjectID")
                .get("Results")));
    }

    List<String> storedBuilds() {
        return texts(stored(), "Build");
    }

    static List<String> texts(Collection<JsonNode> objects, String attribute) {
        return objects.stream()
                .map(object -> object.get(attribute).asString("null"))
                .toList();
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<Boolean> refused(JsonNode batch) {
        return list(batch.get("Results")).stream()
                .map(entry -> !entry.get("Errors").isEmpty())
                .toList();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
