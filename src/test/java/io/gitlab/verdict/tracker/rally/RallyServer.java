package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.TestSandbox;
import io.gitlab.verdict.sandbox.rally.Assumption;
import io.gitlab.verdict.sandbox.rally.Rally;
import io.gitlab.verdict.sandbox.rally.RallySetup;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Credentials;
import io.gitlab.verdict.tracker.TrackerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox behind a server that injects faults, with methods to create and read objects past the faults. */
public final class RallyServer implements AutoCloseable {
    public static final String KEY = "_full-access-key";
    public static final String READ_ONLY_KEY = "_read-only-key";

    /** Makes verdict and test case of a result optional, because Rally sometimes stores results without them. */
    private static final List<String> LOSSY = List.of(
            "TestCaseResult.Verdict: STRING values=Pass;Fail;Blocked;Error;Inconclusive;Not Applicable",
            "TestCaseResult.TestCase: OBJECT TestCase owner");

    /** Accepted under every assumption. */
    private static final int BATCH = 25;

    private static final int PAGE = 2_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final FakeTime time = new FakeTime();
    private final Path directory;
    private final TestSandbox sandbox;
    private final FaultyServer front;

    private RallyServer(Path directory, List<String> attributes, Set<Assumption> assumptions) {
        this.directory = directory;
        try {
            this.sandbox = TestSandbox.start(
                    directory.resolve("state"),
                    KEY,
                    time,
                    time::sleep,
                    new TestOptions(Optional.of(READ_ONLY_KEY), OptionalInt.empty(), assumptions),
                    new Rally(new RallySetup("Acme", "Shop", attributes, false)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.front = FaultyServer.before(sandbox.url());
    }

    public static RallyServer start(Path directory, Assumption... assumptions) {
        return new RallyServer(directory, List.of(), Set.of(assumptions));
    }

    /** A server that accepts results without a verdict or a test case. */
    public static RallyServer lossy(Path directory) {
        return new RallyServer(directory, LOSSY, Set.of());
    }

    /** A server with additional or replaced attributes. */
    public static RallyServer with(Path directory, List<String> attributes) {
        return new RallyServer(directory, attributes, Set.of());
    }

    public FakeTime time() {
        return time;
    }

    public FaultyServer front() {
        return front;
    }

    /** Injects faults into the sandbox itself. Requests of this class are not affected. */
    public void inflict(Faults faults) {
        sandbox.inflict(faults);
    }

    /** Number of requests that followed a redirect with credentials. */
    public long leaks() {
        return sandbox.leaks();
    }

    /** The URL of the sandbox, past the faulty server. */
    public URI direct() {
        return sandbox.url();
    }

    public Map<String, String> settings(String... more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("url", front.url().toString());
        settings.put("workspace", "Acme");
        settings.put("project", "Shop");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    public TrackerConnection connection(Map<String, String> settings) {
        return connection(settings, KEY, OptionalInt.empty());
    }

    public TrackerConnection connection(Map<String, String> settings, String key, OptionalInt batchSize) {
        return connection(settings, key, batchSize, OptionalInt.of(1), time.deadline(Duration.ofMinutes(10)));
    }

    public TrackerConnection connection(
            Map<String, String> settings,
            String key,
            OptionalInt batchSize,
            OptionalInt maxConcurrency,
            Deadline deadline) {
        return new TrackerConnection(
                settings,
                Credentials.apiKey(new Secret(key)),
                Optional.empty(),
                List.of(),
                batchSize,
                maxConcurrency,
                OptionalInt.empty(),
                directory.resolve("cache"),
                deadline);
    }

    public RallyTracker tracker(String... settings) {
        return (RallyTracker) new RallyTrackerFactory().open(connection(settings(settings)));
    }

    /** Creates an object and returns its ObjectID. */
    public long create(String type, Map<String, ?> attributes) {
        return post(type + "/create", type, attributes).path("ObjectID").asLong();
    }

    /** Creates a test case and returns its FormattedID. */
    public String testCase(String name) {
        return post("testcase/create", "testcase", Map.of("Name", name))
                .path("FormattedID")
                .asString();
    }

    /** Creates many test cases, named Case 0, Case 1 and so on, and returns their FormattedIDs. */
    public List<String> testCases(int count) {
        List<String> ids = new ArrayList<>();
        for (int from = 0; from < count; from += BATCH) {
            ids.addAll(testCases(from, Math.min(count, from + BATCH), Map.of()));
        }
        return ids;
    }

    /** Creates test cases of one story, and returns their FormattedIDs. */
    public List<String> testCasesOf(long story, int count) {
        List<String> ids = new ArrayList<>();
        for (int from = 0; from < count; from += BATCH) {
            ids.addAll(testCases(
                    from, Math.min(count, from + BATCH), Map.of("WorkProduct", "/hierarchicalrequirement/" + story)));
        }
        return ids;
    }

    private List<String> testCases(int from, int to, Map<String, String> more) {
        List<Map<String, ?>> entries = IntStream.range(from, to)
                .mapToObj(i -> Map.of(
                        "Entry",
                        Map.of(
                                "Path", "/testcase/create",
                                "Method", "POST",
                                "Body", Map.of("testcase", named("Case " + i, more)))))
                .collect(Collectors.toList());
        JsonNode answer = call(
                "POST",
                "batch?fetch=FormattedID",
                JSON.valueToTree(Map.of("Batch", entries)).toString());
        List<String> ids = new ArrayList<>();
        answer.path("BatchResult")
                .path("Results")
                .forEach(one -> ids.add(one.path("Object").path("FormattedID").asString()));
        // The order of answers in a batch is not guaranteed.
        ids.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
        return ids;
    }

    /** Adds test cases to a test set, with a Pass result for every second one. */
    public void fill(long testSet, List<String> testCases) {
        Map<Integer, Long> ids = new HashMap<>();
        List<Map<String, ?>> members = new ArrayList<>();
        List<Map<String, ?>> entries = new ArrayList<>();
        for (int start = 1; start <= testCases.size(); start += PAGE) {
            for (JsonNode one : call("GET", "testcase?fetch=ObjectID&order=ObjectID&pagesize=2000&start=" + start, "")
                    .path("QueryResult")
                    .path("Results")) {
                ids.put(ids.size(), one.path("ObjectID").asLong());
            }
        }
        ids.forEach((number, id) -> members.add(Map.of("_ref", "/testcase/" + id)));
        call("POST", "testset/" + testSet + "/TestCases/add", json(Map.of("CollectionItems", members)));
        for (int number = 0; number < ids.size(); number += 2) {
            entries.add(Map.of(
                    "Entry",
                    Map.of(
                            "Path", "/testcaseresult/create",
                            "Method", "POST",
                            "Body",
                                    Map.of(
                                            "testcaseresult",
                                            Map.of(
                                                    "TestCase", "/testcase/" + ids.get(number),
                                                    "TestSet", "/testset/" + testSet,
                                                    "Build", "B1",
                                                    "Date", "2026-11-20T10:00:00Z",
                                                    "Verdict", "Pass")))));
        }
        for (int from = 0; from < entries.size(); from += BATCH) {
            call("POST", "batch", json(Map.of("Batch", entries.subList(from, Math.min(from + BATCH, entries.size())))));
        }
    }

    private static String json(Object value) {
        return JSON.valueToTree(value).toString();
    }

    private static Map<String, String> named(String name, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(more);
        attributes.put("Name", name);
        return attributes;
    }

    public String testCase(String name, String project) {
        return post("testcase/create", "testcase", Map.of("Name", name, "Project", project))
                .path("FormattedID")
                .asString();
    }

    public void update(String type, long objectId, Map<String, ?> attributes) {
        post(type + "/" + objectId, type, attributes);
    }

    private JsonNode post(String path, String type, Map<String, ?> attributes) {
        JsonNode answer = call(
                "POST",
                path + "?fetch=ObjectID,FormattedID",
                JSON.valueToTree(Map.of(type, attributes)).toString());
        JsonNode content = answer.values().iterator().next();
        if (!content.path("Errors").isEmpty()) {
            throw new IllegalStateException(content.path("Errors").toString());
        }
        return content.path("Object");
    }

    /** Deletes an object; a test case is moved to the recycle bin. */
    public void delete(String type, long objectId) {
        call("DELETE", type + "/" + objectId, "");
    }

    long objectId(String testCase) {
        return query("testcase", "(FormattedID = " + testCase + ")")
                .get(0)
                .path("ObjectID")
                .asLong();
    }

    public long project(String name) {
        return query("project", "(Name = \"" + name + "\")")
                .get(0)
                .path("ObjectID")
                .asLong();
    }

    /** All matching objects of a type, with all attributes. */
    public List<JsonNode> query(String type, String condition) {
        Map<Long, JsonNode> found = new TreeMap<>();
        String query = type + "?project=null&fetch=true&order=ObjectID&pagesize=2000&query="
                + URLEncoder.encode(condition, StandardCharsets.UTF_8);
        JsonNode page;
        do {
            page = call("GET", query + "&start=" + (found.size() + 1), "").path("QueryResult");
            page.path("Results").forEach(one -> found.put(one.path("ObjectID").asLong(), one));
        } while (found.size() < page.path("TotalResultCount").asInt());
        return List.copyOf(found.values());
    }

    /** The ObjectIDs of all test cases, at most 2,000, by FormattedID. */
    public Map<String, Long> objectIds() {
        Map<String, Long> ids = new HashMap<>();
        query("testcase", "(ObjectID > 0)")
                .forEach(one -> ids.put(
                        one.path("FormattedID").asString(), one.path("ObjectID").asLong()));
        return ids;
    }

    /** All results of a build. */
    public List<JsonNode> results(String build) {
        return query("testcaseresult", "(Build = \"" + build + "\")");
    }

    /** The bytes of an attachment. */
    public byte[] bytes(String attachment) {
        return bytes(query("attachment", "(ObjectID = " + attachment + ")").get(0));
    }

    /** The bytes of an attachment. */
    public byte[] bytes(JsonNode attachment) {
        String content = attachment.path("Content").path("_ref").asString().replaceFirst(".*/", "");
        JsonNode read = call("GET", "attachmentcontent/" + content, "");
        return Base64.getDecoder()
                .decode(read.path("AttachmentContent").path("Content").asString());
    }

    private JsonNode call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(sandbox.auditUrl().resolve("slm/webservice/v2.0/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("ZSESSIONID", KEY)
                .header("Content-Type", "application/json")
                .build();
        try {
            return JSON.readTree(
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        front.close();
        sandbox.close();
    }
}
