package io.gitlab.verdict.sandbox.rally.model;

import io.gitlab.verdict.sandbox.Format;
import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes changes as JSON: created, changed and removed objects, links and counters. */
public final class EntityFormat implements Format<Entities, EntityChange> {
    private final Schema schema;

    /** @param schema the types of the objects */
    public EntityFormat(Schema schema) {
        this.schema = schema;
    }

    @Override
    public JsonNode write(EntityChange change) {
        ObjectNode node = Json.NODES.objectNode();
        if (change instanceof EntityChange.Link link) {
            return node.put(
                            link.linked() ? "link" : "unlink",
                            link.attribute().type() + "." + link.attribute().name())
                    .put("of", link.holder())
                    .put("to", link.member());
        }
        if (change instanceof EntityChange.Count count) {
            return node.put("count", count.counter()).put("value", count.value());
        }
        EntityChange.Put put = (EntityChange.Put) change;
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

    @Override
    public EntityChange read(JsonNode json, Entities entities) {
        String kind = json.propertyNames().iterator().next();
        return switch (kind) {
            case "count" ->
                new EntityChange.Count(
                        json.get("count").stringValue(), json.get("value").longValue());
            case "create" -> new EntityChange.Put(null, created(json));
            case "change" -> changed(json, entities);
            case "remove" -> new EntityChange.Put(existing(json.get("remove"), entities), null);
            case "link", "unlink" -> link(json, kind);
            default -> throw new IllegalArgumentException("unknown change " + json);
        };
    }

    private Entity created(JsonNode change) {
        Type type = schema.find(change.get("type").stringValue()).orElseThrow();
        Map<String, Object> values = values(change, type);
        values.values().removeIf(Objects::isNull);
        return new Entity(
                change.get("create").longValue(),
                change.get("uuid").stringValue(),
                type,
                change.get("version").intValue(),
                values);
    }

    private static EntityChange changed(JsonNode change, Entities entities) {
        Entity before = existing(change.get("change"), entities);
        Entity next = before.with(values(change, before.type()));
        int version = change.get("version").intValue();
        return new EntityChange.Put(before, new Entity(next.oid(), next.uuid(), next.type(), version, next.values()));
    }

    private EntityChange link(JsonNode change, String kind) {
        String[] names = change.get(kind).stringValue().split("\\.");
        return new EntityChange.Link(
                schema.attribute(names[0], names[1]),
                change.get("of").longValue(),
                change.get("to").longValue(),
                kind.equals("link"));
    }

    private static Entity existing(JsonNode oid, Entities entities) {
        return entities.get(oid.longValue()).orElseThrow();
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
        // An attribute of an earlier configuration keeps its value, although nothing shows it.
        return switch (type.attribute(name).map(Attribute::kind).orElse(Kind.TEXT)) {
            case DATE -> Instant.parse(json.stringValue());
            case INTEGER, OBJECT -> json.longValue();
            case DECIMAL -> new BigDecimal(json.asString(""));
            case BOOLEAN -> json.booleanValue();
            default -> json.asString("");
        };
    }
}
