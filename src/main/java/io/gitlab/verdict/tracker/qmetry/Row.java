package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what QMetry writes, which spells one field in several ways ({@code tsRunID}, {@code tsrunID}), numbers and
 * booleans as text at times, and empty lists as empty text.
 */
record Row(JsonNode node) {
    /** The value of the first of these fields that is there, in whatever case it is written. */
    private JsonNode field(String... names) {
        for (String name : names) {
            JsonNode exact = node.path(name);
            if (!exact.isMissingNode()) {
                return exact;
            }
            for (Map.Entry<String, JsonNode> one : node.properties()) {
                if (one.getKey().equalsIgnoreCase(name)) {
                    return one.getValue();
                }
            }
        }
        return MissingNode.getInstance();
    }

    /** An id; 0 when there is none. */
    long id(String... names) {
        return field(names).asLong(0);
    }

    /** The rows, each of which has one of these ids: without it, nothing can be written to what the row is about. */
    static List<Row> identified(List<Row> rows, String what, String... names) throws RefusedException {
        if (rows.stream().anyMatch(row -> row.id(names) == 0)) {
            throw new RefusedException("QMetry tells of " + what + " without its id (" + names[0]
                    + "), so that nothing can be written there. Ask QMetry's administrator.");
        }
        return rows;
    }

    /** A number of things; empty when there is none. */
    OptionalInt count(String name) {
        String value = text(name).strip();
        return value.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    /** What tells it from others of its list: a run changes its other fields between two reads. */
    Object identity() {
        long run = id("tcRunID", "tcrID");
        return run > 0 ? run : this;
    }

    /** A text; empty when there is none. */
    String text(String... names) {
        return field(names).asString("");
    }

    boolean flag(String... names) {
        String value = field(names).asString("").strip();
        return value.equalsIgnoreCase("true") || value.equals("1");
    }

    /** The same with these fields alone. */
    Row only(String... names) {
        return new Row(node.isObject() ? ((ObjectNode) node).deepCopy().retain(names) : node);
    }

    /** Whether it is what QMetry wraps its answers in. */
    boolean envelope() {
        return has("success") || has("code");
    }

    /** The same as a refusal, whatever it says of success. */
    Row refused() {
        return new Row(node.isObject() ? ((ObjectNode) node).deepCopy().put("success", false) : node);
    }

    boolean has(String name) {
        JsonNode value = field(name);
        return !value.isMissingNode() && !value.isNull();
    }

    /** The object in a field; an empty one when there is none. */
    Row row(String name) {
        return new Row(field(name));
    }

    /** The objects in a list. */
    List<Row> rows(String name) {
        List<Row> rows = new ArrayList<>();
        field(name).forEach(one -> rows.add(new Row(one)));
        return rows;
    }

    /** Whether a field holds a list, be it an empty one. */
    boolean holdsList(String name) {
        return field(name).isArray();
    }

    /** Whether it is archived; part of the wire format is a typing error. */
    boolean archived() {
        return flag("isArchived") || flag("isArchieved");
    }

    /** Whether a tool gave a status; empty when QMetry does not tell. */
    Optional<Boolean> automated() {
        return has("isAutoExecuted") ? Optional.of(flag("isAutoExecuted")) : Optional.empty();
    }

    /** Whether QMetry says that it did what was asked. */
    boolean success() {
        return flag("success");
    }
}
