package io.gitlab.verdict.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All objects of the tracker in memory, with the indexes that reading needs. Reads run side by side; a write is alone,
 * and is kept only if the journal took it.
 */
final class Store {
    /** Takes the changes of one transaction durably before they count. */
    interface Log {
        void append(List<Change> changes);
    }

    private final Map<Long, Entity> byOid = new LinkedHashMap<>();
    private final Map<String, Long> byUuid = new HashMap<>();
    private final Map<String, Map<Long, Entity>> byType = new HashMap<>();
    private final Map<Attribute, Relation> relations = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Schema schema;
    private final Log log;
    private List<Change> transaction;
    private Log follower = changes -> {};

    Store(Schema schema, Log log) {
        this.schema = schema;
        this.log = log;
        schema.types().stream()
                .flatMap(type -> type.all().stream())
                .filter(attribute -> attribute.target() != null)
                .forEach(attribute -> relations.put(attribute, new Relation()));
    }

    <T> T read(Supplier<T> action) {
        lock.readLock().lock();
        try {
            return action.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs the action as a transaction: what it throws undoes it. Within another transaction it is a part of that. */
    <T> T write(Supplier<T> action) {
        lock.writeLock().lock();
        try {
            return transaction == null ? transact(action) : action.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T transact(Supplier<T> action) {
        transaction = new ArrayList<>();
        boolean kept = false;
        try {
            T result = action.get();
            if (!transaction.isEmpty()) {
                log.append(transaction);
                follower.append(transaction);
            }
            kept = true;
            return result;
        } finally {
            List<Change> changes = transaction;
            transaction = null;
            if (!kept) {
                Collections.reverse(changes);
                changes.forEach(change -> apply(change.inverse()));
            }
        }
    }

    /** Who is told of each transaction from now on, in place of the last who was; only within {@link #write}. */
    void follow(Log next) {
        follower = next;
    }

    /** Makes the change; only within {@link #write}. */
    void change(Change change) {
        apply(change);
        transaction.add(change);
    }

    /** Makes a change that is in the journal already, or does not belong there. */
    void apply(Change change) {
        if (change instanceof Change.Link link) {
            relation(link.attribute()).set(link.holder(), link.member(), link.linked());
        } else if (change instanceof Change.Put put) {
            put(put.before(), put.after());
        }
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
            raise("oid", after.oid());
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
    Relation relation(Attribute attribute) {
        return relations.get(attribute);
    }

    /** All pairs of the collections that own their relation. */
    Stream<Change> links() {
        return relations.entrySet().stream()
                .filter(relation -> relation.getKey().kind() == Kind.COLLECTION)
                .flatMap(relation -> links(relation.getKey(), relation.getValue()));
    }

    private static Stream<Change> links(Attribute attribute, Relation relation) {
        return relation.all().stream()
                .flatMap(pair -> pair.getValue().stream()
                        .map(member -> new Change.Link(attribute, pair.getKey(), member, true)));
    }

    Optional<Entity> get(Long oid) {
        return Optional.ofNullable(oid == null ? null : byOid.get(oid));
    }

    /** The object with this ObjectID or UUID. */
    Optional<Entity> find(String id) {
        if (id.matches("-?\\d{1,18}")) {
            return get(Long.valueOf(id));
        }
        return get(byUuid.get(id.toLowerCase(Locale.ROOT)));
    }

    /** All objects, in the order of creation. */
    Collection<Entity> all() {
        return byOid.values();
    }

    /** All objects of the type and its subtypes, by type in the order of creation. */
    List<Collection<Entity>> all(Type type) {
        return schema.concrete(type.name()).stream()
                .map(concrete -> byType.getOrDefault(concrete.name(), Map.of()).values())
                .toList();
    }

    /** The ObjectIDs in a collection, including those of invisible objects. */
    Collection<Long> members(Attribute collection, long holder) {
        if (collection.inverse() == null) {
            return relation(collection).members(holder);
        }
        Attribute other = schema.inverse(collection);
        Relation relation = relation(other);
        return other.kind() == Kind.OBJECT ? relation.members(holder) : relation.holders(holder);
    }

    /** The next number of a counter; numbers are never given twice, not even after a restart. */
    long next(String counter) {
        return counters.merge(counter, 1L, Long::sum);
    }

    void raise(String counter, long atLeast) {
        counters.merge(counter, atLeast, Math::max);
    }

    Map<String, Long> counters() {
        return counters;
    }
}
