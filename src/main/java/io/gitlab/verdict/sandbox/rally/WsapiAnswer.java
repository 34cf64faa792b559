package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Reply;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer to an operation.
 *
 * @param key the only top-level key of the envelope: a kind of result, or the type that was read
 * @param content the fields besides errors and warnings
 */
public record WsapiAnswer(String key, ObjectNode content, List<String> errors, List<String> warnings) {

    static WsapiAnswer refused(String key, String error, List<String> warnings) {
        ObjectNode content = Json.NODES.objectNode();
        if (key.equals("QueryResult")) {
            content.put("TotalResultCount", 0)
                    .put("StartIndex", 0)
                    .put("PageSize", 0)
                    .putArray("Results");
        }
        return new WsapiAnswer(key, content, List.of(error), warnings);
    }

    /** The answer as a response. */
    Reply reply() {
        return Reply.json(200, envelope());
    }

    /** The answer as a JSON document. */
    public ObjectNode envelope() {
        ObjectNode result = Renderer.versioned();
        if (!key.endsWith("Result") || content.has("_ref")) {
            result.setAll(content);
            addMessages(result);
        } else {
            addMessages(result);
            result.setAll(content);
        }
        ObjectNode envelope = Json.NODES.objectNode();
        envelope.set(key, result);
        return envelope;
    }

    /** The answer as a result of a batch. */
    ObjectNode entry() {
        ObjectNode result = Json.NODES.objectNode();
        if (content.has("_ref")) {
            result.set("Object", content);
        } else {
            result.setAll(content);
        }
        addMessages(result);
        return result;
    }

    private void addMessages(ObjectNode result) {
        ArrayNode errorNodes = result.putArray("Errors");
        errors.forEach(errorNodes::add);
        ArrayNode warningNodes = result.putArray("Warnings");
        warnings.forEach(warningNodes::add);
    }
}
