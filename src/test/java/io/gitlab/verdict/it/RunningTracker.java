package io.gitlab.verdict.it;

import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.TestSandbox;
import io.gitlab.verdict.sandbox.rally.Rally;
import io.gitlab.verdict.sandbox.rally.RallySetup;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A tracker that knows the test cases TC1 to TC8, for a build to publish to. */
public final class RunningTracker {
    /** Also in src/it/invoker.properties, which gives it to the builds. */
    private static final String API_KEY = "_canary-5c1f0b7e9d";

    private static final int TEST_CASES = 8;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestSandbox sandbox;

    private RunningTracker(TestSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * Starts it beside the project's directory, passes its address to the build, and stores it in the scripts' context.
     */
    public static void start(File basedir, Map<String, Object> context) throws IOException, InterruptedException {
        File state = new File(basedir.getParentFile(), "tracker-of-" + basedir.getName());
        RallySetup setup = new RallySetup("Sandbox", "Sandbox", List.of(), false);
        RunningTracker tracker = new RunningTracker(
                TestSandbox.start(state.toPath(), API_KEY, Clock.systemUTC(), TestOptions.NONE, new Rally(setup)));
        for (int number = 1; number <= TEST_CASES; number++) {
            tracker.create("TC" + number);
        }
        Properties forTheBuild = (Properties) context.get("userProperties");
        forTheBuild.setProperty("verdict.rally.url", tracker.sandbox.url().toString());
        context.put("tracker", tracker);
    }

    private void create(String id) throws IOException, InterruptedException {
        String body = "{\"TestCase\": {\"Name\": \"The test case " + id + "\"}}";
        JsonNode answer = send(request("testcase/create?fetch=FormattedID").POST(BodyPublishers.ofString(body)))
                .path("CreateResult");
        if (!answer.path("Object").path("FormattedID").asString().equals(id)) {
            throw new IllegalStateException("Wanted to create " + id + ", but the tracker says " + answer);
        }
    }

    /** Stores a result that lost its verdict. */
    public void storeStuck(String testCase, String build) throws IOException, InterruptedException {
        String found = "testcase?fetch=ObjectID&query=(FormattedID%20%3D%20" + testCase + ")";
        String ref = send(request(found))
                .path("QueryResult")
                .path("Results")
                .path(0)
                .path("_ref")
                .asString();
        String body = json.writeValueAsString(Map.of(
                "TestCaseResult",
                Map.of("TestCase", ref, "Build", build, "Date", "2026-11-21T20:15:03.000Z", "Verdict", "Pass")));
        sandbox.inflict(new Faults(1, Map.of(Fault.STUCK, 1.0), Map.of(), 1));
        send(request("testcaseresult/create").POST(BodyPublishers.ofString(body)));
        sandbox.inflict(Faults.NONE);
    }

    /** Creates an object, and returns its ref. */
    public String create(String type, Map<String, String> attributes) throws IOException, InterruptedException {
        String body = json.writeValueAsString(Map.of(type, attributes));
        JsonNode answer = send(request(type + "/create").POST(BodyPublishers.ofString(body)));
        return answer.path("CreateResult").path("Object").path("_ref").asString();
    }

    /** All objects of a type, at most 200. */
    public List<JsonNode> read(String type, String fetch) throws IOException, InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        send(request(type + "?order=ObjectID&pagesize=200&fetch=" + fetch))
                .path("QueryResult")
                .path("Results")
                .forEach(found::add);
        return found;
    }

    /** The texts that are attached to results, by test case, name and content type. */
    public Map<String, String> files() throws IOException, InterruptedException {
        Map<String, String> testCases = new TreeMap<>();
        for (JsonNode result : read("testcaseresult", "TestCase,FormattedID")) {
            testCases.put(
                    result.path("_ref").asString(),
                    result.path("TestCase").path("FormattedID").asString());
        }
        Map<String, String> files = new TreeMap<>();
        for (JsonNode one : read("attachment", "Name,ContentType,Content,TestCaseResult")) {
            String where = testCases.get(one.path("TestCaseResult").path("_ref").asString()) + " "
                    + one.path("Name").asString() + " ("
                    + one.path("ContentType").asString() + ")";
            if (files.put(where, content(one.path("Content").path("_ref").asString())) != null) {
                throw new IllegalStateException("attached twice: " + where);
            }
        }
        return files;
    }

    private String content(String ref) throws IOException, InterruptedException {
        JsonNode content = send(request("attachmentcontent/" + ref.replaceFirst(".*/", "")));
        return new String(content.path("AttachmentContent").path("Content").binaryValue(), StandardCharsets.UTF_8);
    }

    /** Stops it and returns the verdicts that it held: by test case, in the order in which they were stored. */
    public Map<String, List<String>> stop() throws IOException, InterruptedException {
        Map<String, List<String>> verdicts = new TreeMap<>();
        String query = "testcaseresult?fetch=TestCase,FormattedID,Verdict&order=ObjectID&pagesize=200";
        for (JsonNode result : send(request(query)).path("QueryResult").path("Results")) {
            verdicts.computeIfAbsent(result.path("TestCase").path("FormattedID").asString(), id -> new ArrayList<>())
                    .add(result.path("Verdict").asString(""));
        }
        sandbox.close();
        return verdicts;
    }

    private HttpRequest.Builder request(String path) {
        URI uri = sandbox.url().resolve("slm/webservice/v2.0/" + path);
        return HttpRequest.newBuilder(uri).header("ZSESSIONID", API_KEY);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return json.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }
}
