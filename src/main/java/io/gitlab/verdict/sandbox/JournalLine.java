package io.gitlab.verdict.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of a transaction in the journal: an array of created, changed and removed objects, links and counters. */
final class JournalLine {
    private final Schema schema;

    JournalLine(Schema schema) {
        this.schema = schema;
    }

    String write(List<Change> changes) {
        ArrayNode line = Json.NODES.arrayNode();
        changes.forEach(change -> line.add(write(change)));
        return line.toString();
    }

    /** The whole state as lines, without history. The schema's own objects are made anew at each start. */
    Stream<String> snapshot(Store store) {
        ObjectNode counters = Json.NODES.objectNode();
        store.counters().forEach(counters::put);
        Stream<Change> objects = store.all().stream()
                .filter(entity -> !Metadata.describes(entity.type()))
                .map(entity -> new Change.Put(null, entity));
        return Stream.concat(
                Stream.of("[" + Json.NODES.objectNode().set("counters", counters) + "]"),
                Stream.concat(objects, store.links()).map(change -> write(List.of(change))));
    }

    private ObjectNode write(Change change) {
        ObjectNode node = Json.NODES.objectNode();
        if (change instanceof Change.Link link) {
            return node.put(
                            link.linked() ? "link" : "unlink",
                            link.attribute().type() + "." + link.attribute().name())
                    .put("of", link.holder())
                    .put("to", link.member());
        }
        Change.Put put = (Change.Put) change;
        if (put.after() == null) {
            return node.put("remove", put.before().oid());
        }
        return put.before() == null ? created(node, put.after()) : changed(node, put.before(), put.after());
    }

    private static ObjectNode created(ObjectNode node, Entity entity) {
        node.put("create", entity.oid())
                .put("type", entity.type().name())
                .put("uuid", entity.uuid())
                .put("version", entity.version());
        ObjectNode values = node.putObject("values");
        entity.values().forEach((name, value) -> values.set(name, json(value)));
        return node;
    }

    private static ObjectNode changed(ObjectNode node, Entity before, Entity after) {
        ObjectNode values =
                node.put("change", after.oid()).put("version", after.version()).putObject("values");
        Stream.concat(before.values().keySet().stream(), after.values().keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .forEach(name -> values.set(name, json(after.get(name))));
        return node;
    }

    private static JsonNode json(Object value) {
        return value instanceof Instant date ? Json.NODES.stringNode(date.toString()) : Json.MAPPER.valueToTree(value);
    }

    void replay(JsonNode line, Store store) {
        line.forEach(change -> replayChange(change, store));
    }

    private void replayChange(JsonNode change, Store store) {
        switch (change.propertyNames().iterator().next()) {
            case "counters" ->
                change.get("counters")
                        .properties()
                        .forEach(counter ->
                                store.raise(counter.getKey(), counter.getValue().longValue()));
            case "create" -> create(change, store);
            case "change" -> change(change, store);
            case "remove" -> store.apply(new Change.Put(existing(change.get("remove"), store), null));
            case "link" -> link(change, change.get("link").stringValue(), true, store);
            case "unlink" -> link(change, change.get("unlink").stringValue(), false, store);
            default -> throw new IllegalArgumentException("unknown change " + change);
        }
    }

    private void create(JsonNode change, Store store) {
        Type type = schema.find(change.get("type").stringValue()).orElseThrow();
        Map<String, Object> values = values(change, type);
        values.values().removeIf(Objects::isNull);
        Entity entity = new Entity(
                change.get("create").longValue(),
                change.get("uuid").stringValue(),
                type,
                change.get("version").intValue(),
                values);
        store.apply(new Change.Put(null, entity));
        FormattedIds.claim(entity, store);
    }

    private void change(JsonNode change, Store store) {
        Entity before = existing(change.get("change"), store);
        Entity next = before.with(values(change, before.type()));
        store.apply(new Change.Put(
                before,
                new Entity(
                        next.oid(),
                        next.uuid(),
                        next.type(),
                        change.get("version").intValue(),
                        next.values())));
    }

    private void link(JsonNode change, String attribute, boolean linked, Store store) {
        String[] names = attribute.split("\\.");
        store.apply(new Change.Link(
                schema.attribute(names[0], names[1]),
                change.get("of").longValue(),
                change.get("to").longValue(),
                linked));
    }

    private static Entity existing(JsonNode oid, Store store) {
        return store.get(oid.longValue()).orElseThrow();
    }

    private static Map<String, Object> values(JsonNode change, Type type) {
        Map<String, Object> values = new HashMap<>();
        change.get("values")
                .properties()
                .forEach(value -> values.put(value.getKey(), value(type, value.getKey(), value.getValue())));
        return values;
    }

    private static Object value(Type type, String name, JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        // An attribute of an earlier start's settings keeps its value although nothing shows it.
        return switch (type.attribute(name).map(Attribute::kind).orElse(Kind.TEXT)) {
            case DATE -> Instant.parse(json.stringValue());
            case INTEGER, OBJECT -> json.longValue();
            case DECIMAL -> new BigDecimal(json.asString(""));
            case BOOLEAN -> json.booleanValue();
            default -> json.asString("");
        };
    }
}
