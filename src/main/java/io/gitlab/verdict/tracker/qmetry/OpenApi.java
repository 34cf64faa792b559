package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.http.Receiver;
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

/** Reads and writes through QMetry's Open API. What reads is a POST there as often as what writes. */
final class OpenApi implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Row NOTHING = new Row(MissingNode.getInstance());

    private final HttpTransport http;
    private final Patience patience;
    private final Advice advice;
    private final Set<Finding> findings = new LinkedHashSet<>();

    /** @param root the server, for messages */
    OpenApi(HttpTransport http, Deadline deadline, String root) {
        this.http = http;
        this.patience = new Patience(deadline);
        this.advice = new Advice(root);
    }

    /** An object at a path, such as {@code rest/admin/project/getinfo}. */
    Row get(String path, String action) throws RefusedException, UnavailableException {
        return answer(HttpCall.get(path, action));
    }

    /** The answer to a question. */
    Row ask(String path, Map<String, ?> question, String action) throws RefusedException, UnavailableException {
        return answer(HttpCall.ask(path, json(question), action));
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

    /** How QMetry is asked again. */
    Patience patience() {
        return patience;
    }

    /**
     * Has a file received.
     *
     * @return why it was not; empty when it was
     * @throws RefusedException if nothing else will be answered either
     */
    Optional<String> download(String path, Receiver receiver, String action)
            throws RefusedException, UnavailableException {
        HttpCall call = HttpCall.download(path, receiver, action);
        HttpReply reply = reply(call);
        if (reply.status() == 401 || reply.status() == 407) {
            usable(call, reply);
        }
        Row said = row(reply);
        boolean refused = said.has("success") && !said.success();
        if (reply.status() < 300) {
            return refused ? Optional.of(refusal(action, said)) : Optional.empty();
        }
        return Optional.of(("HTTP " + reply.status() + " " + mask(said.text("code"))).strip());
    }

    private HttpReply reply(HttpCall call) throws UnavailableException {
        try {
            return http.send(call);
        } catch (NoAnswerException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    /** All rows of a list, over all pages. */
    List<Row> list(String path, Map<String, ?> question, int pageSize, String action)
            throws RefusedException, UnavailableException {
        Listing listing = new Listing(this, patience, path, question, pageSize, action);
        List<Row> rows = listing.read();
        listing.finding().ifPresent(findings::add);
        return rows;
    }

    /** What a person should know of what was read. */
    Set<Finding> findings() {
        return findings;
    }

    /**
     * Sends a write once.
     *
     * @return QMetry's envelope; whether it did what was asked stands in {@code success}
     * @throws NoAnswerException if no usable answer came
     * @throws RefusedException if it was not done, and nothing else will be either
     */
    Row write(String method, String path, Map<String, ?> body, String action)
            throws RefusedException, NoAnswerException {
        return write(writing(method, path, body, action));
    }

    /**
     * Sends a write with a secret in its body once; as {@link #write}, but of the envelope only {@code success} and
     * {@code code} are kept: a message may repeat a part of the body, which no mask would know.
     */
    Row writeSecret(String method, String path, Map<String, ?> body, String action)
            throws RefusedException, NoAnswerException {
        return write(writing(method, path, body, action).withSecret()).only("success", "code");
    }

    private static HttpCall writing(String method, String path, Map<String, ?> body, String action) {
        return HttpCall.write(method, path, json(body), "application/json; charset=utf-8", action);
    }

    /** Sends a file once; what comes back is as with {@link #write}. */
    Row upload(String path, FileForm form, String action) throws RefusedException, NoAnswerException {
        return write(HttpCall.write("POST", path, form, form.contentType(), action));
    }

    private Row write(HttpCall call) throws RefusedException, NoAnswerException {
        return usable(call, http.send(call));
    }

    private Row usable(HttpCall call, HttpReply reply) throws RefusedException {
        Row said = row(reply);
        Optional<String> end = advice.forStatus(reply, said, call.action(), call.confidential());
        if (end.isPresent()) {
            throw new RefusedException(http.mask(end.get()));
        }
        return reply.status() < 300 ? said : said.refused();
    }

    static Row row(HttpReply reply) {
        JsonNode json = reply.json().orElse(MissingNode.getInstance());
        return json.isObject() ? new Row(json) : NOTHING;
    }

    /** Why nothing more is asked of QMetry; empty as long as its quota is not used up. */
    Optional<String> quotaUsedUp() {
        return http.quotaUsedUp();
    }

    /** A text of QMetry's without secrets. */
    String mask(String text) {
        return http.mask(text);
    }

    /** What QMetry said against it, masked. */
    String refusal(String action, Row answer) {
        if (answer.node().isMissingNode()) {
            return stranger(action);
        }
        String said = (answer.text("code") + " " + answer.text("message")).strip();
        return http.mask(
                "QMetry refused to " + action + ": " + (said.isEmpty() ? "it does not say why." : "\"" + said + "\"."));
    }

    /** That it is not QMetry who answered. */
    String stranger(String action) {
        return advice.forStranger(action);
    }

    private static byte[] json(Map<String, ?> body) {
        return JSON.writeValueAsBytes(body);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
