package io.gitlab.verdict.tracker.rally;

import com.fasterxml.jackson.databind.JsonNode;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.tracker.RefusedException;
import java.util.ArrayList;
import java.util.List;

/**
 * The single object around every WSAPI answer, such as {@code QueryResult} or {@code CreateResult}. Rally answers
 * HTTP 200 to nearly everything: whether it did what was asked stands in {@code Errors}.
 *
 * @param content what is inside
 * @param errors empty when Rally did what was asked
 */
record Envelope(JsonNode content, List<String> errors) {

    Envelope {
        errors = List.copyOf(errors);
    }

    /** @throws RefusedException if the answer is none of WSAPI's, with advice on what to change */
    static Envelope of(HttpReply reply, Advice advice) throws RefusedException {
        JsonNode root = reply.json().orElse(null);
        if (reply.status() != 200 && reply.status() != 201) {
            throw new RefusedException(advice.forStatus(reply));
        }
        if (root == null
                || !root.isObject()
                || root.size() != 1
                || !root.elements().next().isObject()) {
            throw new RefusedException(advice.forStranger());
        }
        JsonNode content = root.elements().next();
        return new Envelope(content, errors(content));
    }

    /** The texts of an {@code Errors} array. */
    static List<String> errors(JsonNode content) {
        List<String> errors = new ArrayList<>();
        content.path("Errors").forEach(error -> errors.add(error.asText()));
        return errors;
    }
}
