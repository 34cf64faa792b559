package io.gitlab.verdict.sandbox.rally.model;

import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An object of the tracker. Immutable: a change creates a new instance.
 *
 * @param values by attribute name: text, {@code Long} (also the ObjectID of a reference), {@code BigDecimal},
 *     {@code Boolean} or {@code Instant}; an unset attribute is absent
 */
public record Entity(long oid, String uuid, Type type, int version, Map<String, Object> values) {
    public Entity {
        values = Map.copyOf(values);
    }

    public Object get(String attribute) {
        return values.get(attribute);
    }

    public String text(String attribute) {
        return values.get(attribute) instanceof String text ? text : "";
    }

    /** The ObjectID that the reference holds, or null. */
    public Long reference(String attribute) {
        return (Long) values.get(attribute);
    }

    public Instant date(String attribute) {
        return (Instant) values.get(attribute);
    }

    boolean recycled() {
        return Boolean.TRUE.equals(values.get("Recycled"));
    }

    /** The next version with these values set; a null value unsets. */
    public Entity with(Map<String, Object> changes) {
        Map<String, Object> next = new HashMap<>(values);
        next.putAll(changes);
        next.values().removeIf(Objects::isNull);
        return new Entity(oid, uuid, type, version + 1, next);
    }

    public String name() {
        if (type.isA("TestCaseResult")) {
            return "Test Case Result " + String.valueOf(get("Date")).substring(0, 10) + " " + text("Verdict");
        }
        String name = text("Name");
        return name.isEmpty() ? text("DisplayName") : name;
    }
}
