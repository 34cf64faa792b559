package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.Request;
import io.gitlab.verdict.sandbox.Store;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.EntityChange;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema service: all type definitions with their attributes and allowed values. A request is redirected to a URL that
 * ends with a hash of the schema, which clients may use as the key of a cache.
 */
final class SchemaService {
    private static final Pattern ROUTE =
            Pattern.compile("/slm/schema/(?:v2\\.0|v2\\.x)/(workspace|project)/(\\d{1,18})(?:/(\\w+))?");
    private static final String QUERY_RESULT = "QueryResult";

    private final RallyContext context;
    private final Store<Entities, EntityChange> store;

    SchemaService(RallyContext context, Store<Entities, EntityChange> store) {
        this.context = context;
        this.store = store;
    }

    /** The answer; empty if the request is not for this service. */
    Optional<Reply> reply(Request request) {
        Matcher route = ROUTE.matcher(request.path());
        return request.method().equals("GET") && route.matches()
                ? Optional.of(store.read(entities -> reply(route, entities)))
                : Optional.empty();
    }

    private Reply reply(Matcher route, Entities entities) {
        Facts facts = context.facts(entities);
        String scope = route.group(2);
        boolean visible = entities.find(scope)
                .filter(entity -> entity.type().path().equals(route.group(1)) && facts.visible(entity))
                .isPresent();
        if (!visible) {
            return WsapiAnswer.refused(QUERY_RESULT, "Cannot find object to read", List.of())
                    .reply();
        }
        Reply schema = schema(entities, facts);
        String hash = UUID.nameUUIDFromBytes(schema.body()).toString().replace("-", "");
        if (hash.equals(route.group(3))) {
            return schema;
        }
        return Reply.message(302, "Found").with("Location", route.group(3) == null ? scope + "/" + hash : hash);
    }

    private Reply schema(Entities entities, Facts facts) {
        Renderer renderer = new Renderer(context, facts);
        ObjectNode content = Json.NODES.objectNode();
        ArrayNode types = Json.NODES.arrayNode();
        entities.all(context.schema().type("TypeDefinition")).stream()
                .flatMap(Collection::stream)
                .map(type -> with(
                                type, "Attributes", facts, renderer, attribute -> attribute(attribute, facts, renderer))
                        .putNull("RevisionHistory"))
                .forEach(types::add);
        content.put("TotalResultCount", types.size())
                .put("StartIndex", 1)
                .put("PageSize", types.size())
                .set("Results", types);
        return new WsapiAnswer(QUERY_RESULT, content, List.of(), List.of()).reply();
    }

    /** Allowed values are inline; those of a reference are a collection to read, as they may be many. */
    private static ObjectNode attribute(Entity attribute, Facts facts, Renderer renderer) {
        return attribute.reference("AllowedValueType") == null
                ? with(attribute, "AllowedValues", facts, renderer, value -> renderer.object(value, Fetch.EVERYTHING))
                : renderer.object(attribute, Fetch.EVERYTHING);
    }

    /** The object with the members of a collection instead of the reference to it. */
    private static ObjectNode with(
            Entity holder, String collection, Facts facts, Renderer renderer, Function<Entity, ObjectNode> member) {
        Type type = holder.type();
        ObjectNode node = renderer.object(holder, Fetch.EVERYTHING);
        Stream<Entity> members =
                facts.members(holder, type.attribute(collection).orElseThrow());
        ArrayNode inlined = node.putArray(collection);
        members.map(member).forEach(inlined::add);
        return node;
    }
}
