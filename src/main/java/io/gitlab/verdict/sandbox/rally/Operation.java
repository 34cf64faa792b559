package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Params;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An operation, from a request or from an entry of a batch.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path below the version, such as {@code testcase}, {@code create}
 * @param body null if there is none
 * @param dice of its faults
 */
public record Operation(String method, List<String> path, Params params, JsonNode body, Dice dice) {

    /** The segments of a path, without a {@code .js} at its end. */
    static List<String> segments(String path) {
        return Arrays.stream(path.replaceFirst("\\.js$", "").split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    boolean reads() {
        return method.equals("GET");
    }

    boolean creates() {
        return !reads() && path.size() == 2 && path.get(1).equalsIgnoreCase("create");
    }

    /** The key of its answer. */
    String resultKey() {
        if (creates()) {
            return "CreateResult";
        }
        return reads() && path.size() != 2 ? "QueryResult" : "OperationResult";
    }
}
