package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Params;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.query.Expression;
import io.gitlab.verdict.sandbox.rally.query.Literals;
import io.gitlab.verdict.sandbox.rally.query.Ordering;
import io.gitlab.verdict.sandbox.rally.query.QueryCompiler;
import io.gitlab.verdict.sandbox.rally.query.QueryParser;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Executes queries: condition, order, page. */
final class Queries {
    private static final int MAX_PAGE = 2000;

    private final RallyContext context;
    private final Schema schema;
    private final Entities entities;
    private final Facts facts;
    private final Renderer renderer;
    private final Optional<UnknownTestCases> unknownTestCases;

    Queries(
            RallyContext context,
            Entities entities,
            Facts facts,
            Renderer renderer,
            Optional<UnknownTestCases> unknownTestCases) {
        this.context = context;
        this.schema = context.schema();
        this.entities = entities;
        this.facts = facts;
        this.renderer = renderer;
        this.unknownTestCases = unknownTestCases;
    }

    /** The objects of a type in a scope; of workspaces only that of the scope. */
    WsapiAnswer all(Type type, ProjectScope scope, Operation operation, List<String> warnings) {
        Optional<Expression> query = operation.params().get("query").map(QueryParser::parse);
        if (type.isA("TestCase") && query.isPresent()) {
            unknownTestCases.ifPresent(unknown -> unknown.create(query.get(), scope));
        }
        Predicate<Entity> seen =
                entity -> type.isA("Workspace") ? scope.workspace() == entity.oid() : scope.sees(entity, facts);
        return page(type, entities.all(type).stream().flatMap(Collection::stream), query, seen, operation, warnings);
    }

    /** A page of these objects, by the condition and order of the parameters. */
    WsapiAnswer page(Type type, Stream<Entity> members, Operation operation, List<String> warnings) {
        Optional<Expression> query = operation.params().get("query").map(QueryParser::parse);
        return page(type, members, query, entity -> true, operation, warnings);
    }

    private WsapiAnswer page(
            Type type,
            Stream<Entity> candidates,
            Optional<Expression> query,
            Predicate<Entity> seen,
            Operation operation,
            List<String> warnings) {
        Params params = operation.params();
        Predicate<Entity> condition =
                query.map(expression -> compile(expression, type)).orElse(entity -> true);
        List<Entity> found = candidates
                .filter(condition.and(seen))
                .sorted(Ordering.parse(params.get("order").orElse(null), type, schema, facts))
                .toList();
        int size = pageSize(params);
        int start = Math.max(1, params.number("start", 1));
        Fetch fetch = Fetch.parse(params.get("fetch"), Fetch.NOTHING);
        ObjectNode content = Json.NODES
                .objectNode()
                .put("TotalResultCount", found.size())
                .put("StartIndex", start)
                .put("PageSize", size);
        ArrayNode results = content.putArray("Results");
        boolean last = start - 1L + size >= found.size();
        long shown = last && operation.dice().strikes(Fault.LOSES_LAST_PAGE) ? 0 : size;
        found.stream().skip(start - 1L).limit(shown).forEach(entity -> results.add(renderer.object(entity, fetch)));
        return new WsapiAnswer("QueryResult", content, List.of(), warnings);
    }

    private Predicate<Entity> compile(Expression expression, Type type) {
        boolean caseSensitive = context.tests().assumes(Assumption.QUERIES_ARE_CASE_SENSITIVE);
        Literals literals = new Literals(entities, context.clock(), caseSensitive, type.isAbstract());
        return new QueryCompiler(type, schema, facts, literals).compile(expression);
    }

    private int pageSize(Params params) {
        int size = params.number("pagesize", 20);
        if (size > MAX_PAGE && context.tests().assumes(Assumption.OVERSIZED_PAGE_IS_REFUSED)) {
            throw RallyRefusals.of("Could not parse: pagesize " + size + " is greater than the maximum of " + MAX_PAGE);
        }
        return Math.max(1, Math.min(size, MAX_PAGE));
    }
}
