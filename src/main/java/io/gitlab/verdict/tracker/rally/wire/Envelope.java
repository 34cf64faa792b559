package io.gitlab.verdict.tracker.rally.wire;

import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.tracker.RefusedException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The single object around every WSAPI answer, such as {@code QueryResult} or {@code CreateResult}. Rally answers
 * HTTP 200 to most failed requests; only {@code Errors} shows the failure.
 *
 * @param content the object inside; missing if the answer is not from WSAPI
 * @param errors empty if the request succeeded
 */
public record Envelope(JsonNode content, List<String> errors) {

    public Envelope {
        errors = List.copyOf(errors);
    }

    /** @throws RefusedException if the HTTP status is 300 or higher; the message has the remedy */
    public static Envelope of(HttpReply reply, Advice advice) throws RefusedException {
        if (reply.status() >= 300) {
            throw new RefusedException(advice.forStatus(reply));
        }
        JsonNode root = reply.json().orElse(MissingNode.getInstance());
        JsonNode content =
                root.isObject() && root.size() == 1 ? root.values().iterator().next() : MissingNode.getInstance();
        return content.isObject()
                ? new Envelope(content, errors(content))
                : new Envelope(MissingNode.getInstance(), List.of());
    }

    boolean strange() {
        return content.isMissingNode();
    }

    /** The texts of the {@code Errors} array. */
    public static List<String> errors(JsonNode content) {
        List<String> errors = new ArrayList<>();
        content.path("Errors").forEach(error -> errors.add(error.asString("")));
        return errors;
    }
}
