package io.gitlab.verdict.sandbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One object of the tracker, immutable: a change makes a new one.
 *
 * @param values by attribute name: text, {@code Long} (also the ObjectID of a reference), {@code BigDecimal},
 *     {@code Boolean} or {@code Instant}; an unset attribute is absent
 */
record Entity(long oid, String uuid, Type type, int version, Map<String, Object> values) {
    Entity {
        values = Map.copyOf(values);
    }

    Object get(String attribute) {
        return values.get(attribute);
    }

    String text(String attribute) {
        return values.get(attribute) instanceof String text ? text : "";
    }

    /** The ObjectID that the reference holds, or null. */
    Long reference(String attribute) {
        return (Long) values.get(attribute);
    }

    Instant date(String attribute) {
        return (Instant) values.get(attribute);
    }

    boolean recycled() {
        return Boolean.TRUE.equals(values.get("Recycled"));
    }

    /** The next version with these values set; a null value unsets. */
    Entity with(Map<String, Object> changes) {
        Map<String, Object> next = new HashMap<>(values);
        next.putAll(changes);
        next.values().removeIf(Objects::isNull);
        return new Entity(oid, uuid, type, version + 1, next);
    }

    String name() {
        if (type.isA("TestCaseResult")) {
            return "Test Case Result " + String.valueOf(get("Date")).substring(0, 10) + " " + text("Verdict");
        }
        String name = text("Name");
        return name.isEmpty() ? text("DisplayName") : name;
    }
}
