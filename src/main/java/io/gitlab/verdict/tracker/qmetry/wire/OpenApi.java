package io.gitlab.verdict.tracker.qmetry.wire;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.http.DownloadHandler;
import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads and writes through QMetry's Open API. Many reads are POST requests. */
public final class OpenApi implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Row NOTHING = new Row(MissingNode.getInstance());

    private final HttpTransport http;
    private final ReadRetry retry;
    private final Advice advice;
    private final Set<Finding> findings = new LinkedHashSet<>();

    /** @param root the server, for messages */
    public OpenApi(HttpTransport http, Deadline deadline, String root) {
        this.http = http;
        this.retry = new ReadRetry(deadline);
        this.advice = new Advice(root);
    }

    /** An object at a path, such as {@code rest/admin/project/getinfo}. */
    public Row get(String path, String action) throws RefusedException, UnavailableException {
        return answer(HttpCall.get(path, action));
    }

    /** The response to a query. */
    public Row ask(String path, Map<String, ?> query, String action) throws RefusedException, UnavailableException {
        return answer(HttpCall.ask(path, json(query), action));
    }

    private Row answer(HttpCall call) throws RefusedException, UnavailableException {
        Row answer = send(call);
        boolean refused = answer.has("success") && !answer.success();
        if (refused || answer.node().isMissingNode()) {
            throw new RefusedException(refusal(call.action(), answer));
        }
        return answer;
    }

    private Row send(HttpCall call) throws RefusedException, UnavailableException {
        return usable(call, reply(call));
    }

    /** The backoff between repeated reads. */
    public ReadRetry retry() {
        return retry;
    }

    /**
     * Downloads a file.
     *
     * @return why it failed; empty on success
     * @throws RefusedException if no other request will succeed either
     */
    public Optional<String> download(String path, DownloadHandler handler, String action)
            throws RefusedException, UnavailableException {
        HttpCall call = HttpCall.download(path, handler, action);
        HttpReply reply = reply(call);
        if (reply.status() == 401 || reply.status() == 407) {
            usable(call, reply);
        }
        Row answer = row(reply);
        boolean refused = answer.has("success") && !answer.success();
        if (reply.status() < 300) {
            return refused ? Optional.of(refusal(action, answer)) : Optional.empty();
        }
        return Optional.of(("HTTP " + reply.status() + " " + mask(answer.text("code"))).strip());
    }

    private HttpReply reply(HttpCall call) throws RefusedException, UnavailableException {
        try {
            return http.send(call);
        } catch (NoAnswerException e) {
            if (e.replyTooLarge()) {
                throw new RefusedException(e.getMessage());
            }
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    /** All rows of a list, of all pages. */
    public List<Row> list(String path, Map<String, ?> query, int pageSize, String action)
            throws RefusedException, UnavailableException {
        Listing listing = new Listing(this, retry, path, query, pageSize, action);
        List<Row> rows = listing.read();
        listing.finding().ifPresent(findings::add);
        return rows;
    }

    /** Findings about the lists that were read. */
    public Set<Finding> findings() {
        return findings;
    }

    /**
     * Sends a write once.
     *
     * @return QMetry's envelope; its {@code success} says whether the write was applied
     * @throws NoAnswerException if there was no usable response
     * @throws RefusedException if it was not applied, and no other request will succeed either
     */
    public Row write(String method, String path, Map<String, ?> body, String action)
            throws RefusedException, NoAnswerException {
        return write(writing(method, path, body, action));
    }

    /**
     * As {@link #write}, for a body with a secret. Of the envelope only {@code success} and {@code code} are kept: a
     * message may repeat a part of the body, which cannot be masked.
     */
    public Row writeSecret(String method, String path, Map<String, ?> body, String action)
            throws RefusedException, NoAnswerException {
        return write(writing(method, path, body, action).withSecret()).only("success", "code");
    }

    private static HttpCall writing(String method, String path, Map<String, ?> body, String action) {
        return HttpCall.write(method, path, json(body), "application/json; charset=utf-8", action);
    }

    /** Sends a file once, as {@link #write}. */
    public Row upload(String path, FileForm form, String action) throws RefusedException, NoAnswerException {
        return write(HttpCall.write("POST", path, form, form.contentType(), action));
    }

    private Row write(HttpCall call) throws RefusedException, NoAnswerException {
        return usable(call, http.send(call));
    }

    private Row usable(HttpCall call, HttpReply reply) throws RefusedException {
        Row answer = row(reply);
        Optional<String> end = advice.forStatus(reply, answer, call.action(), call.confidential());
        if (end.isPresent()) {
            throw new RefusedException(http.mask(end.get()));
        }
        return reply.status() < 300 ? answer : answer.refused();
    }

    public static Row row(HttpReply reply) {
        JsonNode json = reply.json().orElse(MissingNode.getInstance());
        return json.isObject() ? new Row(json) : NOTHING;
    }

    /** The error if QMetry's quota is exhausted. */
    public Optional<String> quotaUsedUp() {
        return http.quotaUsedUp();
    }

    /** The text with secrets masked. */
    public String mask(String text) {
        return http.mask(text);
    }

    /** The error for a refused request, masked. */
    public String refusal(String action, Row answer) {
        if (answer.node().isMissingNode()) {
            return notQMetry(action);
        }
        String text = (answer.text("code") + " " + answer.text("message")).strip();
        return http.mask(
                "QMetry refused to " + action + ": " + (text.isEmpty() ? "no reason given." : "\"" + text + "\"."));
    }

    /** The error for a response that is not from QMetry. */
    public String notQMetry(String action) {
        return advice.notQMetry(action);
    }

    private static byte[] json(Map<String, ?> body) {
        return JSON.writeValueAsBytes(body);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
