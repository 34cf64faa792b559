package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.EntityChange;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of one transaction: writes, and queries that may create test cases. */
final class WriteOperations {
    private static final String OPERATION_RESULT = "OperationResult";

    private final Schema schema;
    private final Consumer<EntityChange> changes;
    private final Editor editor;
    private final ReadOperations reads;

    WriteOperations(RallyContext context, Entities entities, Consumer<EntityChange> changes) {
        Facts facts = context.facts(entities);
        this.schema = context.schema();
        this.changes = changes;
        this.editor = new Editor(context, entities, facts, changes);
        Optional<UnknownTestCases> unknown = context.createsTestCases()
                ? Optional.of(new UnknownTestCases(entities, schema, editor))
                : Optional.empty();
        this.reads = new ReadOperations(context, entities, facts, unknown);
    }

    WsapiAnswer execute(Operation operation, List<String> warnings) {
        if (operation.reads()) {
            return reads.execute(operation, warnings);
        }
        Type type = reads.type(operation);
        ProjectScope scope = reads.scope(operation);
        return switch (operation.path().size()) {
            case 2 ->
                operation.creates()
                        ? create(operation, type, scope, warnings)
                        : change(operation, type, scope, warnings);
            case 4 -> link(operation, type, scope, warnings);
            default -> throw notFound(operation);
        };
    }

    private WsapiAnswer create(Operation operation, Type type, ProjectScope scope, List<String> warnings) {
        Entity created = editor.create(type, body(operation, type), scope, warnings);
        return written("CreateResult", created, operation, warnings);
    }

    private WsapiAnswer change(Operation operation, Type type, ProjectScope scope, List<String> warnings) {
        String id = operation.path().get(1);
        if (operation.method().equals("DELETE")) {
            Entity deleted = reads.existing(type, id, RallyRefusals.of("Object to delete cannot be null"));
            editor.delete(deleted, reads.first(schema.type("User")));
            return new WsapiAnswer(OPERATION_RESULT, Json.NODES.objectNode(), List.of(), warnings);
        }
        Entity entity = reads.existing(
                type, id, RallyRefusals.of("Could not read: Could not read " + type.name() + " " + id + " to update."));
        Entity changed = editor.update(entity, body(operation, type), scope, warnings);
        return written(OPERATION_RESULT, changed, operation, warnings);
    }

    private WsapiAnswer written(String key, Entity entity, Operation operation, List<String> warnings) {
        ObjectNode content = Json.NODES.objectNode();
        // The answer to a write always has the version; the answer to a query only if something was fetched.
        content.set("Object", reads.written(entity, operation).put("_objectVersion", String.valueOf(entity.version())));
        ResultFaults.strike(entity, operation.dice()).ifPresent(changes);
        return new WsapiAnswer(key, content, List.of(), warnings);
    }

    private WsapiAnswer link(Operation operation, Type type, ProjectScope scope, List<String> warnings) {
        List<String> path = operation.path();
        boolean add = path.get(3).equalsIgnoreCase("add");
        if (!add && !path.get(3).equalsIgnoreCase("remove")) {
            throw notFound(operation);
        }
        Entity holder = reads.existing(type, path.get(1), RallyRefusals.notFound());
        JsonNode items = operation.body() == null ? null : operation.body().get("CollectionItems");
        List<Entity> members =
                editor.link(holder, ReadOperations.collection(type, path.get(2)), items, add, scope, warnings);
        ObjectNode content = Json.NODES.objectNode();
        ArrayNode results = content.putArray("Results");
        if (add) {
            members.forEach(member -> results.add(reads.written(member, operation)));
        }
        return new WsapiAnswer(OPERATION_RESULT, content, List.of(), warnings);
    }

    private static RuntimeException notFound(Operation operation) {
        return RallyRefusals.of("Not found: " + operation.method() + " /" + String.join("/", operation.path()));
    }

    /** The attributes in a body, without their wrapper, whose key is the name of the type in any case. */
    private static JsonNode body(Operation operation, Type type) {
        JsonNode body = operation.body();
        if (body != null && body.isObject() && body.size() == 1) {
            String wrapper = body.propertyNames().iterator().next();
            if (wrapper.toLowerCase(Locale.ROOT).equals(type.path())) {
                return body.get(wrapper);
            }
        }
        throw RallyRefusals.of("Could not parse: Error parsing expression -- expected a JSON object with the key \""
                + type.name() + "\".");
    }
}
