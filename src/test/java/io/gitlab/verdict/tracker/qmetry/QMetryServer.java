package io.gitlab.verdict.tracker.qmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.TestSandbox;
import io.gitlab.verdict.sandbox.qmetry.Assumption;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.sandbox.qmetry.SentRequest;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.sandbox.qmetry.TestQmetry;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Credentials;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The embedded tracker as QMetry, with access to its state. */
public final class QMetryServer implements AutoCloseable {
    public static final String KEY = "_open-api-key";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final FakeTime time = new FakeTime();
    private final Path directory;
    private final TestQmetry qmetry;
    private final TestSandbox sandbox;

    private QMetryServer(Path directory, SeedData seed, TestOptions options) {
        this.directory = directory;
        this.qmetry = new TestQmetry(seed);
        try {
            this.sandbox = TestSandbox.start(directory.resolve("state"), KEY, time, time::sleep, options, qmetry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static QMetryServer start(Path directory, Assumption... assumptions) {
        return start(directory, SeedData.standard(), Integer.MAX_VALUE, assumptions);
    }

    public static QMetryServer start(Path directory, SeedData seed, int callsPerHour, Assumption... assumptions) {
        TestOptions options =
                new TestOptions(Optional.of("_read-only-key"), OptionalInt.of(callsPerHour), Set.of(assumptions));
        return new QMetryServer(directory, seed, options);
    }

    public FakeTime time() {
        return time;
    }

    public URI url() {
        return sandbox.url();
    }

    public void inflict(String faults, long seed) {
        sandbox.inflict(Faults.parse(faults, seed));
    }

    public void inflict(Faults faults) {
        sandbox.inflict(faults);
    }

    public long leaks() {
        return sandbox.leaks();
    }

    public List<StoredRun> runs() {
        return qmetry.runs();
    }

    /** The runs of a suite, by its key. */
    public List<StoredRun> runs(String suite) {
        return runs().stream().filter(run -> run.suite().equals(suite)).toList();
    }

    /** All requests that reached the service, in order. */
    public List<SentRequest> sent() {
        return qmetry.requests();
    }

    public List<SentRequest> requests(String path) {
        return sent().stream().filter(request -> request.path().equals(path)).toList();
    }

    /** How many files the tested code downloaded. */
    public int downloads() {
        return (int) qmetry.requests().stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().matches("/rest/attachments/\\d+"))
                .count();
    }

    public int requests() {
        return qmetry.requests().size();
    }

    /** Settings of the project ACME; more settings are added or replaced. */
    public Map<String, String> settings(String... more) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "url", sandbox.url().toString(), "project", "ACME", "testSuite", "ACME-TS-1", "platform", "Chrome"));
        settings.put("writesPerMinute", "100000");
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                settings.remove(more[i]);
            } else {
                settings.put(more[i], more[i + 1]);
            }
        }
        return settings;
    }

    public TrackerConnection connection(Map<String, String> settings) {
        return connection(settings, Optional.empty());
    }

    public TrackerConnection connection(Map<String, String> settings, Optional<Signature> signature) {
        return connection(settings, signature, OptionalInt.empty(), time.deadline(Duration.ofMinutes(10)));
    }

    public TrackerConnection connection(Map<String, String> settings, OptionalInt batchSize, Deadline deadline) {
        return connection(settings, Optional.empty(), batchSize, deadline);
    }

    private TrackerConnection connection(
            Map<String, String> settings, Optional<Signature> signature, OptionalInt batchSize, Deadline deadline) {
        return new TrackerConnection(
                settings,
                Credentials.apiKey(new Secret(KEY)),
                signature,
                List.of(),
                batchSize,
                OptionalInt.empty(),
                OptionalInt.empty(),
                directory.resolve("cache"),
                deadline);
    }

    public Tracker tracker(String... settings) {
        return new QMetryTrackerFactory().open(connection(settings(settings)));
    }

    /** Sets the status of a run of the project ACME as another tool. */
    public void setStatus(StoredRun run, long status) {
        write(
                "PUT",
                "/rest/execution/runstatus/bulkupdate",
                "{\"entityIDs\":\"" + run.run() + "\",\"entityType\":\"TCR\",\"qmTsRunId\":\"" + run.suiteRun()
                        + "\",\"runStatusID\":" + status + ",\"isAutoExecuted\":\"1\"}");
    }

    /** Attaches a text to a run of the project ACME as a user. */
    public void attach(StoredRun run, String name, String text) {
        String part = "--b\r\nContent-Disposition: form-data; name=\"";
        String form = part + "entityId\"\r\n\r\n" + run.run() + "\r\n" + part + "type\"\r\n\r\nTCR\r\n" + part
                + "file\"; filename=\"" + name + "\"\r\n\r\n" + text + "\r\n--b--\r\n";
        call("POST", "/rest/attachments/testLog", "multipart/form-data; boundary=b", form);
    }

    /** The bytes of each file at a run of the project ACME, the oldest first. */
    public List<byte[]> files(StoredRun run) {
        if (run.attachments().isEmpty()) {
            return List.of();
        }
        String question = "{\"entityId\":" + run.run() + ",\"entityType\":\"TCR\",\"limit\":50}";
        List<byte[]> files = new ArrayList<>();
        new ObjectMapper()
                .readTree(call("POST", "/rest/attachments/list", question))
                .path("data")
                .forEach(file -> files.add(bytes(file.path("id").asString())));
        return files;
    }

    /** The bytes of a file at a run. */
    byte[] bytes(String attachment) {
        return call("GET", "/rest/attachments/" + attachment, "");
    }

    /** Creates a manual suite of the project ACME with these test cases. */
    public String manualSuite(String... testCases) {
        write(
                "POST",
                "/rest/testsuites",
                "{\"parentFolderId\":\"1\",\"name\":\"By hand\",\"isAutomatedFlag\":false,"
                        + "\"releaseCycleMapping\":[{\"buildID\":5391,\"releaseId\":2596}]}");
        JsonNode suite =
                rows("/rest/testsuites/list/viewColumns", "name", "By hand").get(0);
        List<Long> versions = new ArrayList<>();
        for (String testCase : testCases) {
            versions.add(rows("/rest/search/result", "entityKeyId", testCase)
                    .get(0)
                    .path("tcVersionID")
                    .asLong());
        }
        write(
                "PUT",
                "/rest/testsuites/dolink/TCs",
                "{\"tsID\":" + suite.path("tsID") + ",\"tcvdIDs\":" + versions + ",\"fromReqs\":false}");
        return suite.path("entityKey").asString();
    }

    private JsonNode rows(String path, String field, String value) {
        String question =
                "{\"viewId\":1,\"entityType\":\"TC\",\"showAllStateEntities\":true,\"folderPath\":\"\",\"filter\":"
                        + "\"[{\\\"type\\\":\\\"string\\\",\\\"field\\\":\\\"" + field + "\\\",\\\"value\\\":\\\""
                        + value
                        + "\\\"}]\"}";
        return new ObjectMapper().readTree(call("POST", path, question)).path("data");
    }

    /** Writes as a user or another tool. */
    public void write(String method, String path, String json) {
        call(method, path, json);
    }

    private byte[] call(String method, String path, String json) {
        return call(method, path, "application/json", json);
    }

    private byte[] call(String method, String path, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(sandbox.auditUrl().resolve(path.substring(1)))
                .header("apikey", KEY)
                .header("project", "ACME")
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode())
                    .as(new String(response.body(), StandardCharsets.UTF_8))
                    .isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
