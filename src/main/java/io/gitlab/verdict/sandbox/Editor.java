package io.gitlab.verdict.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Creates, changes and deletes objects; only within a transaction of the store. */
final class Editor {
    private final Store store;
    private final Schema schema;
    private final Facts facts;
    private final Contents contents;
    private final Fields.Reader reader;
    private final Rules rules;
    private final Timeboxes timeboxes;
    private final Conversion conversion;
    private final Clock clock;

    Editor(Store store, Schema schema, Facts facts, Contents contents, SandboxSettings settings) {
        this.store = store;
        this.schema = schema;
        this.facts = facts;
        this.contents = contents;
        this.conversion = new Conversion(store, facts);
        this.reader = new Fields.Reader(conversion, settings.assumptions());
        this.rules = new Rules(store, schema, facts, settings.assumptions());
        this.timeboxes = new Timeboxes(store);
        this.clock = settings.clock();
    }

    /**
     * @param scope where the object goes when the body does not say so
     * @param warnings takes what is ignored
     * @throws Refusal when the tracker would not create it
     */
    Entity create(Type type, JsonNode body, Scope scope, List<String> warnings) {
        return create(type, reader.read(type, body, warnings), scope, warnings);
    }

    /** Creates a test case with a given FormattedID. */
    Entity createTestCase(String formattedId, Scope scope) {
        Map<String, Object> values = new HashMap<>();
        values.put("FormattedID", formattedId);
        values.put("Name", "Created by the sandbox because a query named it");
        return create(schema.type("TestCase"), new Fields(values, Map.of(), null), scope, List.of());
    }

    private Entity create(Type type, Fields fields, Scope scope, List<String> warnings) {
        refuseManaged(type, "create");
        Map<String, Object> values = new HashMap<>(fields.values());
        rules.fillIn(type, values, scope);
        timeboxes.align(type, values, values.get("Workspace"));
        rules.check(type, values, "create");
        Entity entity = add(type, values);
        if (fields.content() != null) {
            contents.write(entity.oid(), fields.content());
        }
        fields.collections().forEach((collection, items) -> replace(entity, collection, items, scope, warnings));
        touchParents(entity);
        return current(entity);
    }

    /** Adds an object that needs no check. */
    Entity add(Type type, Map<String, Object> values) {
        values.values().removeIf(Objects::isNull);
        values.put("CreationDate", now());
        if (type.isArtifact()) {
            values.put("LastUpdateDate", now());
        }
        if (type.prefix() != null) {
            values.computeIfAbsent(
                    "FormattedID", key -> FormattedIds.next(type, (Long) values.get("Workspace"), store));
        }
        Entity entity = new Entity(store.next("oid"), UUID.randomUUID().toString(), type, 1, values);
        store.change(new Change.Put(null, entity));
        FormattedIds.claim(entity, store);
        return entity;
    }

    /** Sets what the body holds and nothing else. */
    Entity update(Entity entity, JsonNode body, Scope scope, List<String> warnings) {
        // An administrator settles there what attachments may be.
        if (!entity.type().isA("Subscription")) {
            refuseManaged(entity.type(), "update");
        }
        Fields fields = reader.read(entity.type(), body, warnings);
        Map<String, Object> changes = new HashMap<>(fields.values());
        // The workspace of an object never changes; clients send it to say where they are.
        changes.remove("Workspace");
        timeboxes.align(entity.type(), changes, entity.get("Workspace"));
        Entity changed = stamped(entity, changes);
        rules.check(entity.type(), changed.values(), "update");
        store.change(new Change.Put(entity, changed));
        if (fields.content() != null) {
            contents.write(entity.oid(), fields.content());
        }
        fields.collections().forEach((collection, items) -> replace(changed, collection, items, scope, warnings));
        touchParents(entity);
        if (!Objects.equals(entity.get("TestSet"), changed.get("TestSet"))) {
            touch(changed.reference("TestSet"));
        }
        return current(changed);
    }

    /** Artifacts go to the recycle bin; everything else is gone, with what lives and dies with it. */
    void delete(Entity entity, Entity caller) {
        if (Stream.of("Workspace", "Project", "User").anyMatch(entity.type()::isA)) {
            throw new Refusal("Not authorized to delete " + entity.type().name());
        }
        refuseManaged(entity.type(), "delete");
        rules.checkRights(entity.type(), entity.values(), "delete");
        if (entity.type().isArtifact()) {
            recycle(entity, caller);
        } else {
            remove(entity);
        }
    }

    private void recycle(Entity entity, Entity caller) {
        store.change(new Change.Put(entity, entity.with(Map.of("Recycled", true))));
        Map<String, Object> entry = new HashMap<>();
        entry.put("ID", entity.text("FormattedID"));
        entry.put("Name", entity.name());
        entry.put("Type", entity.type().name());
        entry.put("Workspace", entity.get("Workspace"));
        entry.put("Project", entity.get("Project"));
        entry.put("DeletionDate", now());
        entry.put("DeletedBy", caller.oid());
        add(schema.type("RecycleBinEntry"), entry);
    }

    private void remove(Entity entity) {
        for (Type type : schema.concrete("PersistableObject")) {
            type.owner()
                    .filter(owner -> entity.type().isA(owner.target()))
                    .ifPresent(owner -> List.copyOf(store.relation(owner).members(entity.oid()))
                            .forEach(owned -> store.get(owned)
                                    .filter(found -> found.type() == type)
                                    .ifPresent(this::remove)));
        }
        store.change(new Change.Put(entity, null));
        if (entity.type().isA("Attachment")) {
            store.get(entity.reference("Content")).ifPresent(this::remove);
        }
        touchParents(entity);
    }

    /**
     * Adds items to a collection or takes them out; an item without a ref is created.
     *
     * @return the items
     */
    List<Entity> link(
            Entity holder, Attribute collection, JsonNode items, boolean linked, Scope scope, List<String> warnings) {
        refuseManaged(holder.type(), "update");
        rules.checkRights(holder.type(), holder.values(), "update");
        List<Entity> members = members(holder, collection, items, scope, warnings);
        members.forEach(member -> link(holder, collection, member, linked));
        touch(holder.oid());
        return members.stream().map(this::current).toList();
    }

    private List<Entity> members(
            Entity holder, Attribute collection, JsonNode items, Scope scope, List<String> warnings) {
        if (collection.derived() || items == null || !items.isArray()) {
            throw new Refusal("Could not parse: Error parsing expression -- expected " + collection.name()
                    + " to be an array of references.");
        }
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item(holder, collection, item, scope, warnings))
                .toList();
    }

    private Entity item(Entity holder, Attribute collection, JsonNode item, Scope scope, List<String> warnings) {
        if (item.isString() || item.has("_ref")) {
            String ref = item.isString() ? item.stringValue() : item.get("_ref").asString("");
            Entity member = conversion.target(collection.target(), ref);
            rules.checkWorkspace(collection, holder.get("Workspace"), member);
            return member;
        }
        Type type = schema.type(collection.target());
        Fields fields = reader.read(type, item, warnings);
        if (collection.inverse() != null && schema.inverse(collection).kind() == Kind.OBJECT) {
            fields.values().put(collection.inverse(), holder.oid());
        }
        return create(type, fields, scope, warnings);
    }

    private void link(Entity holder, Attribute collection, Entity member, boolean linked) {
        if (collection.inverse() == null) {
            link(collection, holder.oid(), member.oid(), linked);
            return;
        }
        Attribute other = schema.inverse(collection);
        if (other.kind() == Kind.COLLECTION) {
            link(other, member.oid(), holder.oid(), linked);
            return;
        }
        Map<String, Object> change = new HashMap<>();
        change.put(other.name(), linked ? holder.oid() : null);
        Entity changed = stamped(current(member), change);
        rules.check(member.type(), changed.values());
        store.change(new Change.Put(current(member), changed));
    }

    private void link(Attribute attribute, long holder, long member, boolean linked) {
        if (store.relation(attribute).contains(holder, member) != linked) {
            store.change(new Change.Link(attribute, holder, member, linked));
        }
    }

    private void replace(Entity holder, Attribute collection, JsonNode items, Scope scope, List<String> warnings) {
        List<Entity> members = members(holder, collection, items, scope, warnings);
        members.forEach(member -> link(holder, collection, member, true));
        Set<Long> kept = members.stream().map(Entity::oid).collect(Collectors.toSet());
        facts.members(holder, collection)
                .filter(member -> !kept.contains(member.oid()))
                .toList()
                .forEach(member -> link(holder, collection, member, false));
    }

    /** A result is part of what its test case and its test set say: their versions grow with it. */
    private void touchParents(Entity entity) {
        if (entity.type().isA("TestCaseResult")) {
            touch(entity.reference("TestCase"));
            touch(entity.reference("TestSet"));
        }
    }

    private void touch(Long oid) {
        store.get(oid).ifPresent(entity -> store.change(new Change.Put(entity, stamped(entity, Map.of()))));
    }

    private Entity stamped(Entity entity, Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(changes);
        if (entity.type().isArtifact()) {
            all.put("LastUpdateDate", now());
        }
        return entity.with(all);
    }

    private Entity current(Entity entity) {
        return store.get(entity.oid()).orElse(entity);
    }

    private static void refuseManaged(Type type, String action) {
        if (type.managed() || type.isAbstract()) {
            throw new Refusal("Not authorized to " + action + " " + type.name());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
