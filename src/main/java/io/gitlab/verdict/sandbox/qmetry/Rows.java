package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Filters lists and cuts them into pages. */
final class Rows {
    /** The maximum of all recorded projects. */
    static final int MAX_PAGE = 50;

    private static final int USUAL_PAGE = 10;

    private Rows() {}

    /** The page of the call, of the rows that match its filter. */
    static ObjectNode page(Call call, Stream<ObjectNode> rows) {
        JsonNode filter = call.embedded("filter");
        List<ObjectNode> all = rows.filter(row -> matches(row, filter, call)).toList();
        int limit = (int) call.optionalNumber("limit").orElse(USUAL_PAGE);
        if (limit < 1 || limit > MAX_PAGE && call.assumes(Assumption.OVERSIZED_PAGE_IS_REFUSED)) {
            throw QmetryRefusals.general();
        }
        int size = Math.min(limit, MAX_PAGE);
        long page = call.optionalNumber("page").orElse(1);
        long start = call.optionalNumber("start").orElse((page - 1) * size);
        List<ObjectNode> shown =
                all.stream().skip(Math.max(0, start)).limit(size).toList();
        boolean lost = start + size >= all.size() && call.dice().strikes(Fault.LOSES_LAST_PAGE);
        ObjectNode answer = Json.NODES.objectNode();
        answer.putArray("data").addAll(lost ? List.of() : shown);
        return answer.put("total", all.size());
    }

    private static boolean matches(ObjectNode row, JsonNode filters, Call call) {
        return StreamSupport.stream(filters.spliterator(), false).allMatch(filter -> matchesOne(row, filter, call));
    }

    private static boolean matchesOne(ObjectNode row, JsonNode filter, Call call) {
        String field = filter.path("field").asString("");
        JsonNode held = row.path(field.equals("entityKeyId") ? "entityKey" : field);
        if (held.isMissingNode()) {
            throw QmetryRefusals.general();
        }
        JsonNode value = filter.path("value");
        return switch (filter.path("type").asString("")) {
            case "string" -> Arrays.stream(value.asString("").split(",")).anyMatch(part -> like(held, part, call));
            case "list" ->
                StreamSupport.stream(value.spliterator(), false)
                        .anyMatch(each -> each.asString("").equals(held.asString("")));
            case "numeric", "boolean" -> value.asString("").equals(held.asString(""));
            default -> throw QmetryRefusals.general();
        };
    }

    private static boolean like(JsonNode held, String part, Call call) {
        String text = held.asString("").toLowerCase(Locale.ROOT);
        String sought = part.strip().toLowerCase(Locale.ROOT);
        return call.assumes(Assumption.FILTERS_MATCH_WHOLE_VALUES) ? text.equals(sought) : text.contains(sought);
    }
}
