package io.gitlab.verdict.tracker.qmetry.wire;

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
 * A JSON object from QMetry, read tolerantly: field names vary in case ({@code tsRunID}, {@code tsrunID}), numbers and
 * booleans may be text, and an empty list may be an empty text.
 */
public record Row(JsonNode node) {
    /** The value of the first of these fields that exists; case is ignored. */
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

    /** An id; 0 if absent. */
    public long id(String... names) {
        return field(names).asLong(0);
    }

    /** Returns the rows; throws if one has none of these ids, because nothing could be written to it. */
    public static List<Row> identified(List<Row> rows, String what, String... names) throws RefusedException {
        if (rows.stream().anyMatch(row -> row.id(names) == 0)) {
            throw new RefusedException("QMetry returned " + what + " without its id (" + names[0]
                    + "), so it cannot be written to. Ask QMetry's administrator.");
        }
        return rows;
    }

    /** A non-negative number; empty if absent. */
    OptionalInt count(String name) {
        String value = text(name).strip();
        return value.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    /** Identity within a list: the id of a run, because its other fields may change between two reads. */
    Object identity() {
        long run = id("tcRunID", "tcrID");
        return run > 0 ? run : this;
    }

    /** A text; empty if absent. */
    public String text(String... names) {
        return field(names).asString("");
    }

    public boolean flag(String... names) {
        String value = field(names).asString("").strip();
        return value.equalsIgnoreCase("true") || value.equals("1");
    }

    /** A copy with these fields only. */
    Row only(String... names) {
        return new Row(node.isObject() ? ((ObjectNode) node).deepCopy().retain(names) : node);
    }

    /** Whether it is a response envelope of QMetry. */
    public boolean envelope() {
        return has("success") || has("code");
    }

    /** A copy with {@code success} set to false. */
    Row refused() {
        return new Row(node.isObject() ? ((ObjectNode) node).deepCopy().put("success", false) : node);
    }

    public boolean has(String name) {
        JsonNode value = field(name);
        return !value.isMissingNode() && !value.isNull();
    }

    /** The object in a field; an empty one if absent. */
    public Row row(String name) {
        return new Row(field(name));
    }

    /** The objects in a list. */
    public List<Row> rows(String name) {
        List<Row> rows = new ArrayList<>();
        field(name).forEach(one -> rows.add(new Row(one)));
        return rows;
    }

    /** Whether a field is a list, possibly empty. */
    boolean holdsList(String name) {
        return field(name).isArray();
    }

    /** Whether it is archived; the misspelled name is part of the wire format. */
    public boolean archived() {
        return flag("isArchived") || flag("isArchieved");
    }

    /** Whether a tool set the status; empty if unknown. */
    public Optional<Boolean> automated() {
        return has("isAutoExecuted") ? Optional.of(flag("isAutoExecuted")) : Optional.empty();
    }

    /** Whether QMetry reports success. */
    public boolean success() {
        return flag("success");
    }
}
