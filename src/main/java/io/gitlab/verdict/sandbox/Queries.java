package io.gitlab.verdict.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers queries: condition, order, page. */
final class Queries {
    private static final int MAX_PAGE = 2000;

    private final Store store;
    private final Schema schema;
    private final Facts facts;
    private final Renderer renderer;
    private final Optional<UnknownTestCases> unknownTestCases;
    private final SandboxSettings settings;

    Queries(
            Store store,
            Schema schema,
            Facts facts,
            Renderer renderer,
            Optional<UnknownTestCases> unknownTestCases,
            SandboxSettings settings) {
        this.store = store;
        this.schema = schema;
        this.facts = facts;
        this.renderer = renderer;
        this.unknownTestCases = unknownTestCases;
        this.settings = settings;
    }

    /** Whether a query for this type may write. */
    boolean mayCreate(String type) {
        return unknownTestCases.isPresent() && type.equalsIgnoreCase("TestCase");
    }

    /** The objects of a type within a scope; of workspaces only the scope's own. */
    Answer all(Type type, Scope scope, Operation operation, List<String> warnings) {
        Optional<Expression> query = operation.params().get("query").map(QueryParser::parse);
        if (type.isA("TestCase") && query.isPresent()) {
            unknownTestCases.ifPresent(unknown -> unknown.create(query.get(), scope));
        }
        Predicate<Entity> seen =
                entity -> type.isA("Workspace") ? scope.workspace() == entity.oid() : scope.sees(entity, facts);
        return page(type, store.all(type).stream().flatMap(Collection::stream), query, seen, operation, warnings);
    }

    /** A page of these objects, with the condition and order of the parameters. */
    Answer page(Type type, Stream<Entity> members, Operation operation, List<String> warnings) {
        Optional<Expression> query = operation.params().get("query").map(QueryParser::parse);
        return page(type, members, query, entity -> true, operation, warnings);
    }

    private Answer page(
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
        return new Answer("QueryResult", content, List.of(), warnings);
    }

    private Predicate<Entity> compile(Expression expression, Type type) {
        boolean caseSensitive = settings.assumptions().contains(Assumption.QUERIES_ARE_CASE_SENSITIVE);
        Literals literals = new Literals(store, settings.clock(), caseSensitive, type.isAbstract());
        return new QueryCompiler(type, schema, facts, literals).compile(expression);
    }

    private int pageSize(Params params) {
        int size = params.number("pagesize", 20);
        if (size > MAX_PAGE && settings.assumptions().contains(Assumption.OVERSIZED_PAGE_IS_REFUSED)) {
            throw new Refusal("Could not parse: pagesize " + size + " is greater than the maximum of " + MAX_PAGE);
        }
        return Math.max(1, Math.min(size, MAX_PAGE));
    }
}
