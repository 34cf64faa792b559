package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Reads and queries of a state. */
final class ReadOperations {
    private final Schema schema;
    private final Entities entities;
    private final Facts facts;
    private final Renderer renderer;
    private final Queries queries;
    private final ProjectScope.Resolver scopes;

    ReadOperations(RallyContext context, Entities entities) {
        this(context, entities, context.facts(entities), Optional.empty());
    }

    /** @param unknownTestCases creates the test cases that a query names; only in a transaction */
    ReadOperations(RallyContext context, Entities entities, Facts facts, Optional<UnknownTestCases> unknownTestCases) {
        this.schema = context.schema();
        this.entities = entities;
        this.facts = facts;
        this.renderer = new Renderer(context, facts);
        this.queries = new Queries(context, entities, facts, renderer, unknownTestCases);
        this.scopes = new ProjectScope.Resolver(entities, schema, facts);
    }

    WsapiAnswer execute(Operation operation, List<String> warnings) {
        List<String> path = operation.path();
        Type type = type(operation);
        ProjectScope scope = scope(operation);
        return switch (path.size()) {
            case 1 -> whoOrAll(operation, type, scope, warnings);
            case 2 -> single(existing(type, path.get(1), RallyRefusals.notFound()), operation, warnings);
            case 3 -> {
                Entity holder = existing(type, path.get(1), RallyRefusals.notFound());
                Attribute collection = collection(type, path.get(2));
                Stream<Entity> members = facts.members(holder, collection);
                yield queries.page(schema.type(collection.target()), members, operation, warnings);
            }
            default -> throw RallyRefusals.of("Not found: GET /" + String.join("/", path));
        };
    }

    private WsapiAnswer whoOrAll(Operation operation, Type type, ProjectScope scope, List<String> warnings) {
        boolean self = type.isA("User") || type.isA("Subscription");
        if (self && operation.params().get("query").isEmpty()) {
            return single(first(type), operation, warnings);
        }
        return queries.all(type, scope, operation, warnings);
    }

    private WsapiAnswer single(Entity entity, Operation operation, List<String> warnings) {
        Fetch fetch = Fetch.parse(operation.params().get("fetch"), Fetch.EVERYTHING);
        return new WsapiAnswer(entity.type().name(), renderer.object(entity, fetch), List.of(), warnings);
    }

    /** The object as the answer to a write shows it. */
    ObjectNode written(Entity entity, Operation operation) {
        return renderer.object(entity, Fetch.parse(operation.params().get("fetch"), Fetch.NOTHING));
    }

    Type type(Operation operation) {
        String name = operation.path().get(0);
        return schema.find(name).orElseThrow(() -> RallyRefusals.of("Not found: type " + name + " is unknown"));
    }

    ProjectScope scope(Operation operation) {
        return scopes.resolve(operation.params(), first(schema.type("UserProfile")));
    }

    /** @throws Refusal if there is no visible object of this type and id */
    Entity existing(Type type, String id, Refusal missing) {
        if (id.equalsIgnoreCase("current")) {
            return first(type);
        }
        return entities.find(id)
                .filter(entity -> entity.type().isA(type.name()) && facts.visible(entity))
                .orElseThrow(() -> missing);
    }

    static Attribute collection(Type type, String name) {
        return type.attribute(name)
                .filter(attribute -> attribute.kind() == Kind.COLLECTION)
                .orElseThrow(() -> RallyRefusals.of("Not found: " + type.name() + " has no collection " + name));
    }

    Entity first(Type type) {
        return entities.all(type).stream()
                .flatMap(Collection::stream)
                .findFirst()
                .orElseThrow(RallyRefusals::notFound);
    }
}
