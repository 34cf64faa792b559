package io.gitlab.verdict.sandbox.rally.model;

import io.gitlab.verdict.sandbox.State;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All objects of the tracker, with the indexes that reading needs. A transaction reads its own changes; the changes of a
 * failed one are undone.
 */
public final class Entities implements State<EntityChange> {
    private static final String OID = "oid";

    private final Map<Long, Entity> byOid = new LinkedHashMap<>();
    private final Map<String, Long> byUuid = new HashMap<>();
    private final Map<String, Map<Long, Entity>> byType = new HashMap<>();
    private final Map<Attribute, Relation> relations = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();
    private final Schema schema;

    private Entities(Schema schema) {
        this.schema = schema;
        schema.types().stream()
                .flatMap(type -> type.all().stream())
                .filter(attribute -> attribute.target() != null)
                .forEach(attribute -> relations.put(attribute, new Relation()));
    }

    /** The objects of a new tracker: those that describe its schema. */
    public static Entities of(Schema schema) {
        Entities entities = new Entities(schema);
        Metadata.publish(schema, entities);
        return entities;
    }

    @Override
    public void apply(EntityChange change) {
        if (change instanceof EntityChange.Link link) {
            relation(link.attribute()).set(link.holder(), link.member(), link.linked());
        } else if (change instanceof EntityChange.Put put) {
            put(put.before(), put.after());
        } else if (change instanceof EntityChange.Count count) {
            raise(count.counter(), count.value());
        }
    }

    @Override
    public void change(EntityChange change) {
        apply(change);
    }

    @Override
    public void commit(List<EntityChange> changes) {
        // Each change was applied when it was made.
    }

    @Override
    public void rollBack(List<EntityChange> changes) {
        List<EntityChange> latestFirst = new ArrayList<>(changes);
        Collections.reverse(latestFirst);
        latestFirst.forEach(change -> apply(change.inverse()));
    }

    /** The objects that describe the schema are created at each start, so they are left out. */
    @Override
    public Stream<EntityChange> snapshot() {
        Stream<EntityChange> counts = counters.entrySet().stream()
                .map(counter -> new EntityChange.Count(counter.getKey(), counter.getValue()));
        Stream<EntityChange> objects = byOid.values().stream()
                .filter(entity -> !Metadata.describes(entity.type()))
                .map(entity -> new EntityChange.Put(null, entity));
        return Stream.of(counts, objects, links()).flatMap(Function.identity());
    }

    private void put(Entity before, Entity after) {
        if (before != null) {
            index(before, false);
        }
        if (after == null) {
            byOid.remove(before.oid());
            byUuid.remove(before.uuid());
            of(before.type()).remove(before.oid());
        } else {
            byOid.put(after.oid(), after);
            byUuid.put(after.uuid(), after.oid());
            of(after.type()).put(after.oid(), after);
            index(after, true);
            raise(OID, after.oid());
            if (before == null) {
                FormattedIds.claim(after, this);
            }
        }
    }

    private void index(Entity entity, boolean present) {
        for (Attribute attribute : entity.type().all()) {
            if (attribute.kind() == Kind.OBJECT && entity.get(attribute.name()) instanceof Long target) {
                relation(attribute).set(target, entity.oid(), present);
            }
        }
    }

    private Map<Long, Entity> of(Type type) {
        return byType.computeIfAbsent(type.name(), key -> new LinkedHashMap<>());
    }

    /** For a reference: its targets hold the referring objects. For a collection: holders and members. */
    public Relation relation(Attribute attribute) {
        return relations.get(attribute);
    }

    /** All pairs of collections that own their relation. */
    private Stream<EntityChange> links() {
        return relations.entrySet().stream()
                .filter(relation -> relation.getKey().kind() == Kind.COLLECTION)
                .flatMap(relation -> links(relation.getKey(), relation.getValue()));
    }

    private static Stream<EntityChange> links(Attribute attribute, Relation relation) {
        return relation.all().stream()
                .flatMap(pair -> pair.getValue().stream()
                        .map(member -> new EntityChange.Link(attribute, pair.getKey(), member, true)));
    }

    public Optional<Entity> get(Long oid) {
        return Optional.ofNullable(oid == null ? null : byOid.get(oid));
    }

    /** The object with this ObjectID or UUID. */
    public Optional<Entity> find(String id) {
        if (id.matches("-?\\d{1,18}")) {
            return get(Long.valueOf(id));
        }
        return get(byUuid.get(id.toLowerCase(Locale.ROOT)));
    }

    /** All objects of the type and its subtypes, in the order of creation within each type. */
    public List<Collection<Entity>> all(Type type) {
        return schema.concrete(type.name()).stream()
                .map(concrete -> byType.getOrDefault(concrete.name(), Map.of()).values())
                .toList();
    }

    /** The ObjectIDs in a collection, including those of invisible objects. */
    public Collection<Long> members(Attribute collection, long holder) {
        if (collection.inverse() == null) {
            return relation(collection).members(holder);
        }
        Attribute other = schema.inverse(collection);
        Relation relation = relation(other);
        return other.kind() == Kind.OBJECT ? relation.members(holder) : relation.holders(holder);
    }

    /** A new ObjectID. No number is used twice, not even after a restart. */
    public long nextOid() {
        return next(OID);
    }

    /** The next number of a counter. */
    public long next(String counter) {
        return counters.merge(counter, 1L, Long::sum);
    }

    void raise(String counter, long atLeast) {
        counters.merge(counter, atLeast, Math::max);
    }
}
