package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Params;
import io.gitlab.verdict.sandbox.Store;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.EntityChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Several operations in one request, each with its own errors. */
public final class Batch {
    public static final int LIMIT = 25;
    private static final String KEY = "BatchResult";

    private static final class Failed extends RuntimeException {
        private final transient List<WsapiAnswer> answers;

        Failed(List<WsapiAnswer> answers) {
            super(null, null, false, false);
            this.answers = answers;
        }
    }

    private final Store<Entities, EntityChange> store;
    private final Operations operations;
    private final TestOptions tests;

    Batch(Store<Entities, EntityChange> store, Operations operations, TestOptions tests) {
        this.store = store;
        this.operations = operations;
        this.tests = tests;
    }

    WsapiAnswer execute(JsonNode body, Params params, Dice dice) {
        JsonNode entries = body == null ? null : body.get("Batch");
        if (entries == null || !entries.isArray()) {
            return refused("Could not parse: Error parsing expression -- expected \"Batch\" to be an array.");
        }
        if (entries.size() > LIMIT && tests.assumes(Assumption.BATCH_HOLDS_25_ENTRIES)) {
            return refused(tooLarge(entries.size(), LIMIT));
        }
        BatchFaults faults = new BatchFaults(dice, entries);
        return faults.refusal().map(Batch::refused).orElseGet(() -> execute(entries, params, faults));
    }

    static String tooLarge(int size, int limit) {
        return "Batch of " + size + " entries is greater than the maximum of " + limit;
    }

    private WsapiAnswer execute(JsonNode entries, Params params, BatchFaults faults) {
        List<WsapiAnswer> answers = new ArrayList<>(
                tests.assumes(Assumption.BATCH_IS_TRANSACTIONAL)
                        ? together(entries, params, faults)
                        : each(entries, params, faults));
        if (tests.assumes(Assumption.BATCH_ANSWERS_OUT_OF_ORDER)) {
            Collections.reverse(answers);
        }
        ObjectNode content = Json.NODES.objectNode();
        ArrayNode results = content.putArray("Results");
        answers.forEach(answer -> results.add(answer.entry()));
        return new WsapiAnswer(KEY, content, List.of(), List.of());
    }

    private static WsapiAnswer refused(String error) {
        ObjectNode content = Json.NODES.objectNode();
        content.putArray("Results");
        return new WsapiAnswer(KEY, content, List.of(error), List.of());
    }

    private List<WsapiAnswer> each(JsonNode entries, Params params, BatchFaults faults) {
        return IntStream.range(0, entries.size())
                .mapToObj(position -> faults.refusal(position)
                        .map(Batch::refusedEntry)
                        .orElseGet(() -> entry(
                                entries.get(position), params, faults.dice().entry(position))))
                .toList();
    }

    private List<WsapiAnswer> together(JsonNode entries, Params params, BatchFaults faults) {
        try {
            return store.write(entities -> {
                List<WsapiAnswer> answers = each(entries, params, faults);
                if (answers.stream().anyMatch(answer -> !answer.errors().isEmpty())) {
                    throw new Failed(answers);
                }
                return answers;
            });
        } catch (Failed failed) {
            return failed.answers.stream().map(Batch::undone).toList();
        }
    }

    private static WsapiAnswer undone(WsapiAnswer answer) {
        return answer.errors().isEmpty()
                ? WsapiAnswer.refused("OperationResult", BatchFaults.UNIT_OF_WORK, answer.warnings())
                : answer;
    }

    private static WsapiAnswer refusedEntry(String error) {
        return WsapiAnswer.refused("OperationResult", error, List.of());
    }

    private WsapiAnswer entry(JsonNode wrapped, Params params, Dice dice) {
        JsonNode entry = wrapped.has("Entry") ? wrapped.get("Entry") : wrapped;
        String[] path = entry.path("Path").asString("").split("\\?", 2);
        List<String> segments = Operation.segments(path[0]);
        String method = entry.path("Method").asString("").toUpperCase(Locale.ROOT);
        if (segments.isEmpty() || !Set.of("GET", "POST", "PUT", "DELETE").contains(method)) {
            return refusedEntry(
                    "Could not parse: Error parsing expression -- expected a batch entry with Path and Method.");
        }
        Params all = params.and(Params.parse(path.length == 2 ? path[1] : null));
        return operations.execute(new Operation(method, segments, all, entry.get("Body"), dice));
    }
}
