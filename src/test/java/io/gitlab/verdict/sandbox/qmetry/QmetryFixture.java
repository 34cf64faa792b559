package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A sandbox that speaks QMetry, and raw requests to it, as any HTTP client would send them. */
final class QmetryFixture implements AutoCloseable {
    static final String KEY = "_test-key";
    static final String READ_ONLY_KEY = "_read-only";
    static final Clock NOON = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

    private static final ObjectMapper JSON = new ObjectMapper();

    final TestQmetry qmetry;
    final TestSandbox sandbox;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String project;

    QmetryFixture(Path directory, SeedData seed, TestOptions options, Clock clock) throws IOException {
        this.qmetry = new TestQmetry(seed);
        this.project = "ACME";
        this.sandbox = TestSandbox.start(directory, KEY, clock, duration -> {}, options, qmetry);
    }

    private QmetryFixture(QmetryFixture like, String project) {
        this.qmetry = like.qmetry;
        this.sandbox = like.sandbox;
        this.project = project;
    }

    static QmetryFixture start(Path directory, Assumption... assumptions) throws IOException {
        return new QmetryFixture(directory, SeedData.standard(), options(OptionalInt.empty(), assumptions), NOON);
    }

    static TestOptions options(OptionalInt callsPerHour, Assumption... assumptions) {
        return new TestOptions(Optional.of(READ_ONLY_KEY), callsPerHour, Set.of(assumptions));
    }

    /** The same sandbox, asked for another project. */
    QmetryFixture in(String other) {
        return new QmetryFixture(this, other);
    }

    void inflict(String faults) {
        sandbox.inflict(Faults.parse(faults, 1));
    }

    JsonNode get(String path) {
        return json(send("GET", path, null, "apikey", KEY, "project", project));
    }

    JsonNode post(String path, String body) {
        return json(send("POST", path, body, headers()));
    }

    JsonNode put(String path, String body) {
        return json(send("PUT", path, body, headers()));
    }

    String[] headers() {
        return new String[] {"apikey", KEY, "project", project, "Content-Type", "application/json"};
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        URI uri = sandbox.url().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Attaches a file to a run, as browsers do. */
    JsonNode attach(StoredRun run, String name, String content) {
        String body = part("entityId", String.valueOf(run.run()))
                + part("type", "TCR")
                + part("file\"; filename=\"" + name.replace("\"", "%22"), content)
                + "--b--\r\n";
        HttpRequest request = HttpRequest.newBuilder(sandbox.url().resolve("/rest/attachments/testLog"))
                .header("apikey", KEY)
                .header("project", run.project())
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body))
                .build();
        return json(send(request));
    }

    private static String part(String name, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new AssertionError(response.statusCode() + " " + response.body(), e);
        }
    }

    /** The stored runs of a suite on a platform. */
    List<StoredRun> runs(String suite, String platform) {
        return qmetry.runs().stream()
                .filter(run -> run.suite().equals(suite) && run.platform().equals(platform))
                .toList();
    }

    /** Sets a status of the given runs, which are of one suite run. */
    JsonNode update(List<StoredRun> runs, long status, String more) {
        return put("/rest/execution/runstatus/bulkupdate", body(runs, status, more));
    }

    static String body(List<StoredRun> runs, long status, String more) {
        String ids = String.join(
                ",", runs.stream().map(run -> String.valueOf(run.run())).toList());
        return "{\"entityIDs\":\"%s\",\"entityType\":\"TCR\",\"qmTsRunId\":\"%d\",\"runStatusID\":%d%s}"
                .formatted(ids, runs.get(0).suiteRun(), status, more);
    }

    static List<String> texts(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path(field).asString())
                .toList();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
