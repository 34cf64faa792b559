package io.gitlab.verdict.sandbox.rally.query;

import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A dotted path of attributes from an object to values; through a collection there may be several. */
final class AttributePath {
    private final List<Attribute> steps = new ArrayList<>();
    private final Facts facts;

    private AttributePath(Facts facts) {
        this.facts = facts;
    }

    /** The path from objects of the type; empty if an attribute of it is unknown. */
    static Optional<AttributePath> find(Type type, String dotted, Schema schema, Facts facts) {
        AttributePath path = new AttributePath(facts);
        Type at = type;
        for (String name : dotted.split("\\.", -1)) {
            Attribute step = at == null ? null : at.attribute(name).orElse(null);
            if (step == null) {
                return Optional.empty();
            }
            path.steps.add(step);
            at = step.target() == null ? null : schema.type(step.target());
        }
        return Optional.of(path);
    }

    /** The last attribute of the path. */
    Attribute end() {
        return steps.get(steps.size() - 1);
    }

    /** The values of this object; an unset one is null, a reference is an ObjectID. */
    List<Object> values(Entity entity) {
        if (steps.size() == 1 && end().kind() != Kind.COLLECTION) {
            return Arrays.asList(facts.value(entity, end()));
        }
        return values(Stream.of(entity), 0);
    }

    private List<Object> values(Stream<Entity> entities, int step) {
        Attribute attribute = steps.get(step);
        boolean collection = attribute.kind() == Kind.COLLECTION;
        if (step < steps.size() - 1) {
            Stream<Entity> next = collection
                    ? entities.flatMap(entity -> facts.members(entity, attribute))
                    : entities.flatMap(entity -> facts.target((Long) facts.value(entity, attribute)).stream());
            return values(next, step + 1);
        }
        List<Object> values = new ArrayList<>();
        entities.forEach(entity -> add(values, entity, attribute, collection));
        return values.isEmpty() ? Arrays.asList((Object) null) : values;
    }

    private void add(List<Object> values, Entity entity, Attribute attribute, boolean collection) {
        if (collection) {
            facts.members(entity, attribute).map(Entity::oid).forEach(values::add);
        } else {
            values.add(facts.value(entity, attribute));
        }
    }

    /** The value as a sort key: text is compared without case. */
    Comparable<Object> sortKey(Entity entity) {
        Object value = values(entity).get(0);
        @SuppressWarnings("unchecked")
        Comparable<Object> key =
                (Comparable<Object>) (value instanceof String text ? text.toLowerCase(Locale.ROOT) : value);
        return key;
    }
}
