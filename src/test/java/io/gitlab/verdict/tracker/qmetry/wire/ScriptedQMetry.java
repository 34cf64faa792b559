package io.gitlab.verdict.tracker.qmetry.wire;

import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.http.HttpSettings;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.FakeTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Open API in front of a server that answers each request as a test says. */
public final class ScriptedQMetry implements AutoCloseable {
    public static final String SUCCESS = "{\"success\":true}";
    public static final String REFUSAL = "{\"success\":false,\"code\":\"CO.GENERAL_EXCEPTION\"}";

    private final FakeTime time = new FakeTime();
    private final Deadline deadline = time.deadline(Duration.ofMinutes(10));
    private final FaultyServer server;
    private final OpenApi api;

    /** @param script the response to a request's body; empty: the connection is dropped */
    public ScriptedQMetry(Function<JsonNode, Optional<String>> script) {
        server = FaultyServer.alone(
                (seen, upstream) -> script.apply(json(seen.body())).map(FaultyServer.Reply::json));
        HttpSettings settings = new HttpSettings(
                server.url(), Map.of("apikey", new Secret("_key")), Optional.empty(), OptionalInt.empty());
        api = new OpenApi(
                new HttpTransport(settings, deadline), deadline, server.url().toString());
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    public OpenApi api() {
        return api;
    }

    public Deadline deadline() {
        return deadline;
    }

    public FakeTime time() {
        return time;
    }

    /** The bodies of all requests. */
    public List<JsonNode> requests() {
        return server.seen().stream().map(seen -> json(seen.body())).toList();
    }

    @Override
    public void close() throws IOException {
        api.close();
        server.close();
    }
}
