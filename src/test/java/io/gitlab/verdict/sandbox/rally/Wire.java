package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Raw requests to a sandbox, as any HTTP client would send them. */
final class Wire {
    static final String KEY = "_test-key";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;

    Wire(TestSandbox sandbox) {
        this(sandbox.url());
    }

    Wire(URI root) {
        this.root = root;
    }

    JsonNode get(String path) {
        return json(send("GET", path, null, "ZSESSIONID", KEY));
    }

    JsonNode post(String path, String body) {
        return json(send("POST", path, body, "ZSESSIONID", KEY));
    }

    JsonNode delete(String path) {
        return json(send("DELETE", path, null, "ZSESSIONID", KEY));
    }

    /** The answer to a query, which must have no errors. */
    JsonNode query(String type, String query, String more) {
        JsonNode result = get(type + "?query=" + encoded(query) + more).get("QueryResult");
        if (!result.get("Errors").isEmpty()) {
            throw new AssertionError(result.get("Errors"));
        }
        return result;
    }

    String queryError(String type, String query) {
        return get(type + "?query=" + encoded(query))
                .at("/QueryResult/Errors/0")
                .asString();
    }

    /** The ref of a new object, which must have no errors. */
    JsonNode create(String type, String attributes) {
        JsonNode result = post(type + "/create?fetch=true", "{\"" + type + "\":" + attributes + "}");
        JsonNode object = result.at("/CreateResult/Object");
        if (object.isMissingNode()) {
            throw new AssertionError(result);
        }
        return object;
    }

    String createError(String type, String attributes) {
        JsonNode result = post(type + "/create", "{\"" + type + "\":" + attributes + "}");
        if (result.at("/CreateResult").has("Object")) {
            throw new AssertionError(result);
        }
        return result.at("/CreateResult/Errors/0").asString();
    }

    JsonNode createResult(JsonNode testCase, String build, String date, String verdict) {
        return create(
                "testcaseresult",
                "{\"TestCase\":\"%s\",\"Build\":\"%s\",\"Date\":\"%s\",\"Verdict\":\"%s\"}"
                        .formatted(ref(testCase), build, date, verdict));
    }

    static String ref(JsonNode object) {
        return object.get("_ref").asString();
    }

    static String relative(JsonNode object) {
        return ref(object).replaceFirst(".*/v2.0/", "");
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        URI uri = path.startsWith("/") ? root.resolve(path) : root.resolve("slm/webservice/v2.0/" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (JacksonException e) {
            throw new AssertionError(response.statusCode() + " " + response.body(), e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
