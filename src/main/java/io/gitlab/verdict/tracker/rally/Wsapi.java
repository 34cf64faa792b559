package io.gitlab.verdict.tracker.rally;

import com.fasterxml.jackson.databind.JsonNode;
import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads and writes through WSAPI v2.0. */
final class Wsapi implements AutoCloseable {
    private static final String ROOT = "slm/webservice/v2.0/";

    /** Longer addresses are refused by proxies and servers on the way; Rally takes a query as a form, too. */
    private static final int LONGEST_ADDRESS = 4000;

    private final HttpTransport http;
    private final Advice advice;

    Wsapi(HttpTransport http, Advice advice) {
        this.http = http;
        this.advice = advice;
    }

    /** The object at a path, such as {@code user} (the caller) or {@code project/123}. */
    JsonNode read(String path, String fetch, String action) throws RefusedException, UnavailableException {
        Envelope envelope = exchange(HttpCall.get(ROOT + path + "?" + Query.encode(Map.of("fetch", fetch)), action));
        return content(envelope, action);
    }

    /** All objects that match, over all pages. */
    List<JsonNode> query(Query query, String action) throws RefusedException, UnavailableException {
        List<JsonNode> found = new ArrayList<>();
        long total;
        do {
            JsonNode page = content(exchange(call(query, found.size() + 1, action)), action);
            total = page.path("TotalResultCount").asLong();
            JsonNode results = page.path("Results");
            if (results.isEmpty() && found.size() < total) {
                throw new UnavailableException(
                        "Rally announced " + total + " answers and gave " + found.size() + ", on the way to " + action
                                + ".",
                        null);
            }
            results.forEach(found::add);
        } while (found.size() < total);
        return found;
    }

    /** The workspaces that the key may see; the type {@code workspace} itself tells the default one only. */
    List<JsonNode> workspaces() throws RefusedException, UnavailableException {
        JsonNode subscription = read("subscription", "ObjectID", "read the subscription");
        String all = "subscription/" + subscription.path("ObjectID").asLong() + "/Workspaces";
        return query(new Query(all, Map.of(), "", "ObjectID,Name,State"), "list the workspaces");
    }

    private static HttpCall call(Query query, int start, String action) {
        String path = ROOT + query.path();
        String page = query.page(start);
        return path.length() + page.length() < LONGEST_ADDRESS
                ? HttpCall.get(path + "?" + page, action)
                : HttpCall.search(path, page.getBytes(StandardCharsets.UTF_8), action);
    }

    /**
     * Sends a write once.
     *
     * @throws NoAnswerException if no usable answer came
     */
    Envelope post(String path, Map<String, String> parameters, byte[] json, String action)
            throws RefusedException, NoAnswerException {
        String address = ROOT + path + "?" + Query.encode(parameters);
        return Envelope.of(
                http.send(HttpCall.write("POST", address, json, "application/json; charset=utf-8", action)), advice);
    }

    String mask(String text) {
        return http.mask(text);
    }

    private Envelope exchange(HttpCall call) throws RefusedException, UnavailableException {
        try {
            return Envelope.of(http.send(call), advice);
        } catch (NoAnswerException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    private JsonNode content(Envelope envelope, String action) throws RefusedException {
        if (!envelope.errors().isEmpty()) {
            throw new RefusedException(mask(advice.forErrors(action, envelope.errors())));
        }
        return envelope.content();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
