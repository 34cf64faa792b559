package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.http.Body;
import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Backoff;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads and writes through WSAPI v2.0. */
final class Wsapi implements AutoCloseable {
    static final String ROOT = "slm/webservice/v2.0/";

    /** Longer addresses are refused by proxies and servers on the way; Rally takes a query as a form, too. */
    private static final int LONGEST_ADDRESS = 4000;

    /** Statuses that speak of this one request, such as that it is too large. */
    private static final Set<Integer> REQUEST_AT_FAULT = Set.of(400, 413, 422);

    private final HttpTransport http;
    private final Advice advice;
    private final Deadline deadline;

    Wsapi(HttpTransport http, Advice advice, Deadline deadline) {
        this.http = http;
        this.advice = advice;
        this.deadline = deadline;
    }

    /** The object at a path, such as {@code user} (the caller); {@code ObjectID} must be fetched. */
    JsonNode read(String path, String fetch, String action) throws RefusedException, UnavailableException {
        Envelope envelope = exchange(HttpCall.get(ROOT + path + "?" + Query.encode(Map.of("fetch", fetch)), action));
        JsonNode object = content(envelope, action);
        if (!object.path("ObjectID").isNumber()) {
            throw new RefusedException(advice.forStranger());
        }
        return object;
    }

    /** All objects that match, over all pages. */
    List<JsonNode> query(Query query, String action) throws RefusedException, UnavailableException {
        List<JsonNode> found = new ArrayList<>();
        each(query, action, found::add);
        return found;
    }

    /** Hands on all objects that match, one page in memory at a time. */
    void each(Query query, String action, Consumer<JsonNode> sink) throws RefusedException, UnavailableException {
        int found = 0;
        boolean more;
        do {
            JsonNode page = wholePage(query, found, action);
            page.path("Results").forEach(sink);
            found += page.path("Results").size();
            more = found < page.path("TotalResultCount").asLong(0);
        } while (more);
    }

    /** The page after so many objects. Where Rally gives fewer than it announces, it is asked anew. */
    private JsonNode wholePage(Query query, int before, String action) throws RefusedException, UnavailableException {
        Backoff backoff = new Backoff(deadline);
        Instant begun = deadline.now();
        while (true) {
            JsonNode page = page(query, before, action);
            if (whole(page, before)) {
                return page;
            }
            Duration wait = backoff.next();
            boolean patient = Duration.between(begun, deadline.now()).plus(wait).compareTo(RetryPolicy.PATIENCE) <= 0;
            if (!patient || !deadline.sleep(wait)) {
                throw new UnavailableException(
                        "Could not " + action + ": Rally announced "
                                + page.path("TotalResultCount").asLong(0) + " answers and gave "
                                + (before + page.path("Results").size()) + ", again and again.",
                        null);
            }
        }
    }

    private JsonNode page(Query query, int before, String action) throws RefusedException, UnavailableException {
        JsonNode page = content(exchange(call(query, before + 1, action)), action);
        if (!page.path("Results").isArray() || !page.path("TotalResultCount").isNumber()) {
            // Taking it for "nothing found" would write everything a second time.
            throw new RefusedException(advice.forStranger());
        }
        return page;
    }

    /** A page is as long as it says it can be, or ends with the last object. */
    private static boolean whole(JsonNode page, int before) {
        long rest = page.path("TotalResultCount").asLong(0) - before;
        long size = page.path("PageSize").asLong(1);
        return page.path("Results").size() >= Math.min(rest, size);
    }

    /** The workspaces that the key may see; the type {@code workspace} itself tells the default one only. */
    List<JsonNode> workspaces() throws RefusedException, UnavailableException {
        JsonNode subscription = read("subscription", "ObjectID", "read the subscription");
        String all = "subscription/" + subscription.path("ObjectID").asLong(0) + "/Workspaces";
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
     * Sends a write once. The answer may be strange: then nobody knows whether it was done.
     *
     * @throws NoAnswerException if no usable answer came
     * @throws RefusedException if it was not done, and nothing else will be either
     */
    Envelope post(String path, Map<String, String> parameters, byte[] json, String action)
            throws RefusedException, NoAnswerException {
        return post(path, parameters, Body.of(json), action);
    }

    /** Sends a write once, as the other does, with a body that may be long. */
    Envelope post(String path, Map<String, String> parameters, Body json, String action)
            throws RefusedException, NoAnswerException {
        return envelope(send(path, parameters, json, action));
    }

    /**
     * Sends a write once, as {@link #post} does.
     *
     * @return empty if the server has no such path (HTTP 404)
     */
    Optional<Envelope> postIfThere(String path, Map<String, String> parameters, byte[] json, String action)
            throws RefusedException, NoAnswerException {
        HttpReply reply = send(path, parameters, Body.of(json), action);
        return reply.status() == 404 ? Optional.empty() : Optional.of(envelope(reply));
    }

    private HttpReply send(String path, Map<String, String> parameters, Body json, String action)
            throws NoAnswerException {
        String address = ROOT + path + "?" + Query.encode(parameters);
        return http.send(HttpCall.write("POST", address, json, "application/json; charset=utf-8", action));
    }

    private Envelope envelope(HttpReply reply) throws RefusedException {
        return REQUEST_AT_FAULT.contains(reply.status())
                ? new Envelope(MissingNode.getInstance(), List.of(advice.forStatus(reply)))
                : Envelope.of(reply, advice);
    }

    /**
     * Deletes an object, once.
     *
     * @throws NoAnswerException if no usable answer came
     */
    Envelope delete(String path, String workspace, String action) throws RefusedException, NoAnswerException {
        String address = ROOT + path + "?" + Query.encode(Map.of("workspace", workspace));
        return Envelope.of(http.send(HttpCall.delete(address, action)), advice);
    }

    /** What Rally's errors mean for the user, masked. */
    String refusal(String action, List<String> errors) {
        return http.mask(advice.forErrors(action, errors));
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
            throw new RefusedException(refusal(action, envelope.errors()));
        }
        if (envelope.strange()) {
            throw new RefusedException(advice.forStranger());
        }
        return envelope.content();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
