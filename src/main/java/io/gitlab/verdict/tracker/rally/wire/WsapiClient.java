package io.gitlab.verdict.tracker.rally.wire;

import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.http.RequestBody;
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

/** Client of WSAPI v2.0. */
public final class WsapiClient implements AutoCloseable {
    public static final String ROOT = "slm/webservice/v2.0/";

    /** Proxies and servers refuse longer URLs. Rally accepts a longer query as a form in the body. */
    private static final int LONGEST_ADDRESS = 4000;

    /** Statuses that concern one request only, for example because it is too large. */
    private static final Set<Integer> REQUEST_AT_FAULT = Set.of(400, 413, 422);

    private final HttpTransport http;
    private final Advice advice;
    private final Deadline deadline;
    private final ParallelReader lanes;

    /** @param lanes reads pages and lookups at once */
    public WsapiClient(HttpTransport http, Advice advice, Deadline deadline, ParallelReader lanes) {
        this.http = http;
        this.advice = advice;
        this.deadline = deadline;
        this.lanes = lanes;
    }

    /** Reads in as many lanes as the settings allow. */
    public ParallelReader lanes() {
        return lanes;
    }

    /** Reads the object at a path, such as {@code user} (the owner of the key). {@code fetch} must include ObjectID. */
    public JsonNode read(String path, String fetch, String action) throws RefusedException, UnavailableException {
        Envelope envelope = exchange(HttpCall.get(ROOT + path + "?" + Query.encode(Map.of("fetch", fetch)), action));
        JsonNode object = content(envelope, action);
        if (!object.path("ObjectID").isNumber()) {
            throw new RefusedException(advice.forStranger());
        }
        return object;
    }

    /** Reads all matching objects from all pages; the pages after the first at once. */
    public List<JsonNode> query(Query query, String action) throws RefusedException, UnavailableException {
        JsonNode first = wholePage(query, 0, action);
        List<JsonNode> found = new ArrayList<>();
        first.path("Results").forEach(found::add);
        List<Integer> starts = new ArrayList<>();
        int size = found.size();
        long total = first.path("TotalResultCount").asLong(0);
        for (int start = size; size > 0 && start < total; start += size) {
            starts.add(start);
        }
        for (JsonNode page : lanes.read(starts, start -> wholePage(query, start, action))) {
            page.path("Results").forEach(found::add);
            total = page.path("TotalResultCount").asLong(0);
        }
        if (found.size() < total) {
            // Objects were added in the meantime. They are the last ones, because the order is that of their creation.
            each(query, found.size(), action, found::add);
        }
        return found;
    }

    /** Passes on all matching objects; holds one page in memory at a time. */
    public void each(Query query, String action, Consumer<JsonNode> sink)
            throws RefusedException, UnavailableException {
        each(query, 0, action, sink);
    }

    private void each(Query query, int before, String action, Consumer<JsonNode> sink)
            throws RefusedException, UnavailableException {
        int found = before;
        boolean more;
        do {
            JsonNode page = wholePage(query, found, action);
            page.path("Results").forEach(sink);
            found += page.path("Results").size();
            more = found < page.path("TotalResultCount").asLong(0);
        } while (more);
    }

    /**
     * The page that starts after {@code before} objects. Requests it again if Rally returns fewer objects than it
     * announces.
     */
    private JsonNode wholePage(Query query, int before, String action) throws RefusedException, UnavailableException {
        Backoff backoff = new Backoff(deadline);
        Instant begun = deadline.now();
        while (true) {
            JsonNode page = page(query, before, action);
            if (whole(page, before)) {
                return page;
            }
            Duration wait = backoff.next();
            boolean patient =
                    Duration.between(begun, deadline.now()).plus(wait).compareTo(RetryPolicy.MAX_UNAVAILABLE) <= 0;
            if (!patient || !deadline.sleep(wait)) {
                throw new UnavailableException(
                        "Could not " + action + ": Rally announced "
                                + page.path("TotalResultCount").asLong(0) + " objects, but repeatedly returned "
                                + (before + page.path("Results").size()) + ".",
                        null);
            }
        }
    }

    private JsonNode page(Query query, int before, String action) throws RefusedException, UnavailableException {
        JsonNode page = content(exchange(call(query, before + 1, action)), action);
        if (!page.path("Results").isArray() || !page.path("TotalResultCount").isNumber()) {
            // Treating it as "nothing found" would write all results a second time.
            throw new RefusedException(advice.forStranger());
        }
        return page;
    }

    /** Whether the page is full or ends with the last object. */
    private static boolean whole(JsonNode page, int before) {
        long rest = page.path("TotalResultCount").asLong(0) - before;
        long size = page.path("PageSize").asLong(1);
        return page.path("Results").size() >= Math.min(rest, size);
    }

    /** The workspaces that are visible to the API key. The type {@code workspace} would return the default one only. */
    public List<JsonNode> workspaces() throws RefusedException, UnavailableException {
        JsonNode subscription = read("subscription", "ObjectID", "read the subscription");
        String all = "subscription/" + Refs.ownObjectId(subscription) + "/Workspaces";
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
     * Sends a write once. If the answer is not from WSAPI ({@link Envelope#strange}), the outcome is unknown.
     *
     * @throws NoAnswerException if there is no usable answer
     * @throws RefusedException if the write was refused for a reason that affects all other writes, too
     */
    public Envelope post(String path, Map<String, String> parameters, byte[] json, String action)
            throws RefusedException, NoAnswerException {
        return post(path, parameters, RequestBody.of(json), action);
    }

    /** Sends a write once, with a streamed body. */
    public Envelope post(String path, Map<String, String> parameters, RequestBody json, String action)
            throws RefusedException, NoAnswerException {
        return envelope(send(path, parameters, json, action));
    }

    /**
     * Sends a write once, as {@link #post} does.
     *
     * @return empty if the path does not exist (HTTP 404)
     */
    public Optional<Envelope> postIfThere(String path, Map<String, String> parameters, byte[] json, String action)
            throws RefusedException, NoAnswerException {
        HttpReply reply = send(path, parameters, RequestBody.of(json), action);
        return reply.status() == 404 ? Optional.empty() : Optional.of(envelope(reply));
    }

    private HttpReply send(String path, Map<String, String> parameters, RequestBody json, String action)
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
     * Sends a deletion once.
     *
     * @throws NoAnswerException if there is no usable answer
     */
    public Envelope delete(String path, String workspace, String action) throws RefusedException, NoAnswerException {
        String address = ROOT + path + "?" + Query.encode(Map.of("workspace", workspace));
        return Envelope.of(http.send(HttpCall.delete(address, action)), advice);
    }

    /** The message for Rally's errors, with secrets masked. */
    public String refusal(String action, List<String> errors) {
        return http.mask(advice.forErrors(action, errors));
    }

    private Envelope exchange(HttpCall call) throws RefusedException, UnavailableException {
        try {
            return Envelope.of(http.send(call), advice);
        } catch (NoAnswerException e) {
            if (e.replyTooLarge()) {
                throw new RefusedException(e.getMessage());
            }
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
