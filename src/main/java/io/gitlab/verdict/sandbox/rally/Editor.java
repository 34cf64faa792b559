package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.AttachmentFiles;
import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.EntityChange;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.model.FormattedIds;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Creates, changes and deletes objects in a transaction. */
final class Editor {
    private final Entities entities;
    private final Consumer<EntityChange> changes;
    private final Schema schema;
    private final Facts facts;
    private final AttachmentFiles files;
    private final Fields.Reader reader;
    private final Rules rules;
    private final Timeboxes timeboxes;
    private final Conversion conversion;
    private final Clock clock;

    /** @param changes makes a change of the transaction */
    Editor(RallyContext context, Entities entities, Facts facts, Consumer<EntityChange> changes) {
        this.entities = entities;
        this.changes = changes;
        this.schema = context.schema();
        this.facts = facts;
        this.files = context.files();
        this.conversion = new Conversion(entities, facts);
        this.reader = new Fields.Reader(conversion, context.tests());
        this.rules = new Rules(entities, schema, facts, context.tests());
        this.timeboxes = new Timeboxes(entities);
        this.clock = context.clock();
    }

    /**
     * Creates an object.
     *
     * @param scope the default workspace and project
     * @param warnings receives a warning for each ignored attribute
     * @throws Refusal if Rally would refuse it
     */
    Entity create(Type type, JsonNode body, ProjectScope scope, List<String> warnings) {
        return create(type, reader.read(type, body, warnings), scope, warnings);
    }

    /** Creates a test case with this FormattedID. */
    Entity createTestCase(String formattedId, ProjectScope scope) {
        Map<String, Object> values = new HashMap<>();
        values.put("FormattedID", formattedId);
        values.put("Name", "Created by the sandbox because a query named it");
        return create(schema.type("TestCase"), new Fields(values, Map.of(), null), scope, List.of());
    }

    private Entity create(Type type, Fields fields, ProjectScope scope, List<String> warnings) {
        refuseManaged(type, "create");
        Map<String, Object> values = new HashMap<>(fields.values());
        rules.fillIn(type, values, scope);
        timeboxes.align(type, values, values.get("Workspace"));
        rules.check(type, values, "create");
        Entity entity = add(type, values);
        if (fields.content() != null) {
            files.write(entity.oid(), fields.content());
        }
        fields.collections().forEach((collection, items) -> replace(entity, collection, items, scope, warnings));
        touchParents(entity);
        return current(entity);
    }

    /** Adds an object without checks. */
    Entity add(Type type, Map<String, Object> values) {
        values.values().removeIf(Objects::isNull);
        values.put("CreationDate", now());
        if (type.isArtifact()) {
            values.put("LastUpdateDate", now());
        }
        if (type.prefix() != null) {
            values.computeIfAbsent(
                    "FormattedID", key -> FormattedIds.next(type, (Long) values.get("Workspace"), entities));
        }
        Entity entity = new Entity(entities.nextOid(), UUID.randomUUID().toString(), type, 1, values);
        changes.accept(new EntityChange.Put(null, entity));
        return entity;
    }

    /** Sets the attributes in the body. */
    Entity update(Entity entity, JsonNode body, ProjectScope scope, List<String> warnings) {
        // An administrator sets the allowed extensions of attachments there.
        if (!entity.type().isA("Subscription")) {
            refuseManaged(entity.type(), "update");
        }
        Fields fields = reader.read(entity.type(), body, warnings);
        Map<String, Object> values = new HashMap<>(fields.values());
        // The workspace of an object never changes; clients send it as their scope.
        values.remove("Workspace");
        timeboxes.align(entity.type(), values, entity.get("Workspace"));
        Entity changed = stamped(entity, values);
        rules.check(entity.type(), changed.values(), "update");
        changes.accept(new EntityChange.Put(entity, changed));
        if (fields.content() != null) {
            files.write(entity.oid(), fields.content());
        }
        fields.collections().forEach((collection, items) -> replace(changed, collection, items, scope, warnings));
        touchParents(entity);
        if (!Objects.equals(entity.get("TestSet"), changed.get("TestSet"))) {
            touch(changed.reference("TestSet"));
        }
        return current(changed);
    }

    /** Moves an artifact to the recycle bin; removes any other object together with the objects that it owns. */
    void delete(Entity entity, Entity caller) {
        if (Stream.of("Workspace", "Project", "User").anyMatch(entity.type()::isA)) {
            throw RallyRefusals.of("Not authorized to delete " + entity.type().name());
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
        changes.accept(new EntityChange.Put(entity, entity.with(Map.of("Recycled", true))));
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
                    .ifPresent(owner -> List.copyOf(entities.relation(owner).members(entity.oid()))
                            .forEach(owned -> entities.get(owned)
                                    .filter(found -> found.type() == type)
                                    .ifPresent(this::remove)));
        }
        changes.accept(new EntityChange.Put(entity, null));
        if (entity.type().isA("Attachment")) {
            entities.get(entity.reference("Content")).ifPresent(this::remove);
        }
        touchParents(entity);
    }

    /**
     * Adds items to a collection, or removes them. An item without a ref is created.
     *
     * @return the items
     */
    List<Entity> link(
            Entity holder,
            Attribute collection,
            JsonNode items,
            boolean linked,
            ProjectScope scope,
            List<String> warnings) {
        refuseManaged(holder.type(), "update");
        rules.checkRights(holder.type(), holder.values(), "update");
        List<Entity> members = members(holder, collection, items, scope, warnings);
        members.forEach(member -> link(holder, collection, member, linked));
        touch(holder.oid());
        return members.stream().map(this::current).toList();
    }

    private List<Entity> members(
            Entity holder, Attribute collection, JsonNode items, ProjectScope scope, List<String> warnings) {
        if (collection.derived() || items == null || !items.isArray()) {
            throw RallyRefusals.of("Could not parse: Error parsing expression -- expected " + collection.name()
                    + " to be an array of references.");
        }
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item(holder, collection, item, scope, warnings))
                .toList();
    }

    private Entity item(Entity holder, Attribute collection, JsonNode item, ProjectScope scope, List<String> warnings) {
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
        changes.accept(new EntityChange.Put(current(member), changed));
    }

    private void link(Attribute attribute, long holder, long member, boolean linked) {
        if (entities.relation(attribute).contains(holder, member) != linked) {
            changes.accept(new EntityChange.Link(attribute, holder, member, linked));
        }
    }

    private void replace(
            Entity holder, Attribute collection, JsonNode items, ProjectScope scope, List<String> warnings) {
        List<Entity> members = members(holder, collection, items, scope, warnings);
        members.forEach(member -> link(holder, collection, member, true));
        Set<Long> kept = members.stream().map(Entity::oid).collect(Collectors.toSet());
        facts.members(holder, collection)
                .filter(member -> !kept.contains(member.oid()))
                .toList()
                .forEach(member -> link(holder, collection, member, false));
    }

    /** Test case and test set have attributes derived from their results, so a result changes their versions. */
    private void touchParents(Entity entity) {
        if (entity.type().isA("TestCaseResult")) {
            touch(entity.reference("TestCase"));
            touch(entity.reference("TestSet"));
        }
    }

    private void touch(Long oid) {
        entities.get(oid).ifPresent(entity -> changes.accept(new EntityChange.Put(entity, stamped(entity, Map.of()))));
    }

    private Entity stamped(Entity entity, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        if (entity.type().isArtifact()) {
            all.put("LastUpdateDate", now());
        }
        return entity.with(all);
    }

    private Entity current(Entity entity) {
        return entities.get(entity.oid()).orElse(entity);
    }

    private static void refuseManaged(Type type, String action) {
        if (type.managed() || type.isAbstract()) {
            throw RallyRefusals.of("Not authorized to " + action + " " + type.name());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
