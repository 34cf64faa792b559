package io.gitlab.verdict.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Several operations in one request, each with its own errors. */
final class Batch {
    private static final int LIMIT = 25;
    private static final String KEY = "BatchResult";

    private static final class Failed extends RuntimeException {
        private final transient List<Answer> answers;

        Failed(List<Answer> answers) {
            super(null, null, false, false);
            this.answers = answers;
        }
    }

    private final Store store;
    private final Operations operations;
    private final Set<Assumption> assumptions;

    Batch(Store store, Operations operations, Set<Assumption> assumptions) {
        this.store = store;
        this.operations = operations;
        this.assumptions = assumptions;
    }

    Answer execute(JsonNode body, Params params) {
        JsonNode entries = body == null ? null : body.get("Batch");
        if (entries == null || !entries.isArray()) {
            return refused("Could not parse: Error parsing expression -- expected \"Batch\" to be an array.");
        }
        if (entries.size() > LIMIT && assumptions.contains(Assumption.BATCH_HOLDS_25_ENTRIES)) {
            return refused("Batch of " + entries.size() + " entries is greater than the maximum of " + LIMIT);
        }
        List<Answer> answers = new ArrayList<>(
                assumptions.contains(Assumption.BATCH_IS_TRANSACTIONAL)
                        ? together(entries, params)
                        : each(entries, params));
        if (assumptions.contains(Assumption.BATCH_ANSWERS_OUT_OF_ORDER)) {
            Collections.reverse(answers);
        }
        ObjectNode content = Json.NODES.objectNode();
        ArrayNode results = content.putArray("Results");
        answers.forEach(answer -> results.add(answer.entry()));
        return new Answer(KEY, content, List.of(), List.of());
    }

    private static Answer refused(String error) {
        ObjectNode content = Json.NODES.objectNode();
        content.putArray("Results");
        return new Answer(KEY, content, List.of(error), List.of());
    }

    private List<Answer> each(JsonNode entries, Params params) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry(entry.has("Entry") ? entry.get("Entry") : entry, params))
                .toList();
    }

    private List<Answer> together(JsonNode entries, Params params) {
        try {
            return store.write(() -> {
                List<Answer> answers = each(entries, params);
                if (answers.stream().anyMatch(answer -> !answer.errors().isEmpty())) {
                    throw new Failed(answers);
                }
                return answers;
            });
        } catch (Failed failed) {
            return failed.answers.stream().map(Batch::undone).toList();
        }
    }

    private static Answer undone(Answer answer) {
        return answer.errors().isEmpty()
                ? Answer.refused(
                        "OperationResult",
                        "Could not update: Could not write changes in Unit Of Work",
                        answer.warnings())
                : answer;
    }

    private Answer entry(JsonNode entry, Params params) {
        String[] path = entry.path("Path").asText().split("\\?", 2);
        List<String> segments = Operation.segments(path[0]);
        String method = entry.path("Method").asText().toUpperCase(Locale.ROOT);
        if (segments.isEmpty() || !Set.of("GET", "POST", "PUT", "DELETE").contains(method)) {
            return Answer.refused(
                    "OperationResult",
                    "Could not parse: Error parsing expression -- expected a batch entry with Path and Method.",
                    List.of());
        }
        Params all = params.and(Params.parse(path.length == 2 ? path[1] : null));
        return operations.execute(new Operation(method, segments, all, entry.get("Body")));
    }
}
