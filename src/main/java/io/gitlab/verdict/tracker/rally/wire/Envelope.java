package io.gitlab.verdict.tracker.rally.wire;

import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.tracker.RefusedException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The single object around every WSAPI answer, such as {@code QueryResult} or {@code CreateResult}. Rally answers
 * HTTP 200 to nearly everything: whether it did what was asked stands in {@code Errors}.
 *
 * @param content what is inside; missing when the answer is none of WSAPI's
 * @param errors empty when Rally did what was asked
 */
public record Envelope(JsonNode content, List<String> errors) {

    public Envelope {
        errors = List.copyOf(errors);
    }

    /** @throws RefusedException if the HTTP status is a refusal, with advice on what to change */
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

    /** The texts of an {@code Errors} array. */
    public static List<String> errors(JsonNode content) {
        List<String> errors = new ArrayList<>();
        content.path("Errors").forEach(error -> errors.add(error.asString("")));
        return errors;
    }
}
