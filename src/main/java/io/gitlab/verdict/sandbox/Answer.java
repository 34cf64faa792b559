package io.gitlab.verdict.sandbox;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operation came to.
 *
 * @param key the single top-level key of the envelope: a kind of result, or a type that was read
 * @param content what stands beside the errors and warnings
 */
record Answer(String key, ObjectNode content, List<String> errors, List<String> warnings) {

    static Answer refused(String key, String error, List<String> warnings) {
        ObjectNode content = Json.NODES.objectNode();
        if (key.equals("QueryResult")) {
            content.put("TotalResultCount", 0)
                    .put("StartIndex", 0)
                    .put("PageSize", 0)
                    .putArray("Results");
        }
        return new Answer(key, content, List.of(error), warnings);
    }

    /** The whole answer of a request. */
    ObjectNode envelope() {
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

    /** The answer as one of a batch's results. */
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
