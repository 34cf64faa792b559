package io.gitlab.verdict.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out operations on the store. */
final class Operations {
    private final Store store;
    private final Schema schema;
    private final Facts facts;
    private final Editor editor;
    private final Renderer renderer;
    private final Queries queries;
    private final Spoiler spoiler;
    private final Scope.Resolver scopes;

    Operations(Store store, Schema schema, Facts facts, Editor editor, Renderer renderer, Queries queries) {
        this.store = store;
        this.schema = schema;
        this.facts = facts;
        this.editor = editor;
        this.renderer = renderer;
        this.queries = queries;
        this.spoiler = new Spoiler(store);
        this.scopes = new Scope.Resolver(store, schema, facts);
    }

    /** Does it whole or not at all; a refusal is an answer too. Reads from the replica while there is one. */
    Answer execute(Operation operation) {
        Optional<Replica> replica =
                writes(operation) ? Optional.empty() : operation.dice().replica();
        return replica.map(reading -> reading.read(operation)).orElseGet(() -> perform(operation));
    }

    private boolean writes(Operation operation) {
        return !operation.reads() || queries.mayCreate(operation.path().get(0));
    }

    /** Does it in this very store. */
    Answer perform(Operation operation) {
        List<String> warnings = new ArrayList<>();
        try {
            return writes(operation)
                    ? store.write(() -> perform(operation, warnings))
                    : store.read(() -> perform(operation, warnings));
        } catch (Refusal refusal) {
            return Answer.refused(operation.resultKey(), refusal.getMessage(), warnings);
        }
    }

    private Answer perform(Operation operation, List<String> warnings) {
        List<String> path = operation.path();
        Type type = schema.find(path.get(0))
                .orElseThrow(() -> new Refusal("Not found: type " + path.get(0) + " is unknown"));
        Scope scope = scopes.resolve(operation.params(), profile());
        if (operation.reads()) {
            return read(operation, type, scope, warnings);
        }
        return switch (path.size()) {
            case 2 ->
                operation.creates()
                        ? written(
                                "CreateResult",
                                editor.create(type, body(operation, type), scope, warnings),
                                operation,
                                warnings)
                        : change(operation, type, scope, warnings);
            case 4 -> link(operation, type, scope, warnings);
            default -> throw new Refusal("Not found: " + operation.method() + " /" + String.join("/", path));
        };
    }

    private Answer read(Operation operation, Type type, Scope scope, List<String> warnings) {
        List<String> path = operation.path();
        return switch (path.size()) {
            case 1 -> whoOrAll(operation, type, scope, warnings);
            case 2 -> single(existing(type, path.get(1), Refusal.notFound()), operation, warnings);
            case 3 -> {
                Entity holder = existing(type, path.get(1), Refusal.notFound());
                Attribute collection = collection(type, path.get(2));
                Stream<Entity> members = facts.members(holder, collection);
                yield queries.page(schema.type(collection.target()), members, operation, warnings);
            }
            default -> throw new Refusal("Not found: GET /" + String.join("/", path));
        };
    }

    private Answer whoOrAll(Operation operation, Type type, Scope scope, List<String> warnings) {
        boolean self = type.isA("User") || type.isA("Subscription");
        if (self && operation.params().get("query").isEmpty()) {
            return single(first(type), operation, warnings);
        }
        return queries.all(type, scope, operation, warnings);
    }

    private Answer single(Entity entity, Operation operation, List<String> warnings) {
        Fetch fetch = Fetch.parse(operation.params().get("fetch"), Fetch.EVERYTHING);
        ObjectNode content = renderer.object(entity, fetch);
        return new Answer(entity.type().name(), content, List.of(), warnings);
    }

    private Answer change(Operation operation, Type type, Scope scope, List<String> warnings) {
        String id = operation.path().get(1);
        if (operation.method().equals("DELETE")) {
            editor.delete(existing(type, id, new Refusal("Object to delete cannot be null")), caller());
            return new Answer("OperationResult", Json.NODES.objectNode(), List.of(), warnings);
        }
        Entity entity = existing(
                type, id, new Refusal("Could not read: Could not read " + type.name() + " " + id + " to update."));
        Entity changed = editor.update(entity, body(operation, type), scope, warnings);
        return written("OperationResult", changed, operation, warnings);
    }

    private Answer written(String key, Entity entity, Operation operation, List<String> warnings) {
        Fetch fetch = Fetch.parse(operation.params().get("fetch"), Fetch.NOTHING);
        ObjectNode content = Json.NODES.objectNode();
        ObjectNode object = renderer.object(entity, fetch);
        // A written object always tells its version, a found one only when something was fetched.
        content.set("Object", object.put("_objectVersion", String.valueOf(entity.version())));
        spoiler.spoil(entity, operation.dice());
        return new Answer(key, content, List.of(), warnings);
    }

    private Answer link(Operation operation, Type type, Scope scope, List<String> warnings) {
        List<String> path = operation.path();
        boolean add = path.get(3).equalsIgnoreCase("add");
        if (!add && !path.get(3).equalsIgnoreCase("remove")) {
            throw new Refusal("Not found: " + operation.method() + " /" + String.join("/", path));
        }
        Entity holder = existing(type, path.get(1), Refusal.notFound());
        JsonNode items = operation.body() == null ? null : operation.body().get("CollectionItems");
        List<Entity> members = editor.link(holder, collection(type, path.get(2)), items, add, scope, warnings);
        Fetch fetch = Fetch.parse(operation.params().get("fetch"), Fetch.NOTHING);
        ObjectNode content = Json.NODES.objectNode();
        ArrayNode results = content.putArray("Results");
        if (add) {
            members.forEach(member -> results.add(renderer.object(member, fetch)));
        }
        return new Answer("OperationResult", content, List.of(), warnings);
    }

    private Entity existing(Type type, String id, Refusal missing) {
        if (id.equalsIgnoreCase("current")) {
            return first(type);
        }
        return store.find(id)
                .filter(entity -> entity.type().isA(type.name()) && facts.visible(entity))
                .orElseThrow(() -> missing);
    }

    private static Attribute collection(Type type, String name) {
        return type.attribute(name)
                .filter(attribute -> attribute.kind() == Kind.COLLECTION)
                .orElseThrow(() -> new Refusal("Not found: " + type.name() + " has no collection " + name));
    }

    /** The attributes in a body, out of their wrapper, which is the type's name in any case. */
    private static JsonNode body(Operation operation, Type type) {
        JsonNode body = operation.body();
        if (body != null && body.isObject() && body.size() == 1) {
            String wrapper = body.propertyNames().iterator().next();
            if (wrapper.toLowerCase(Locale.ROOT).equals(type.path())) {
                return body.get(wrapper);
            }
        }
        throw new Refusal("Could not parse: Error parsing expression -- expected a JSON object with the key \""
                + type.name() + "\".");
    }

    private Entity first(Type type) {
        return store.all(type).stream().flatMap(Collection::stream).findFirst().orElseThrow(Refusal::notFound);
    }

    private Entity caller() {
        return first(schema.type("User"));
    }

    private Entity profile() {
        return first(schema.type("UserProfile"));
    }
}
