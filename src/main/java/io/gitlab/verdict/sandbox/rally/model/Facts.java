package io.gitlab.verdict.sandbox.rally.model;

import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Attributes of objects, stored or derived from other objects, and whether an object is visible. */
public final class Facts {
    private static final Map<String, BiFunction<Facts, Entity, Object>> DERIVED = Map.ofEntries(
            Map.entry("PersistableObject.ObjectID", (facts, entity) -> entity.oid()),
            Map.entry("PersistableObject.ObjectUUID", (facts, entity) -> entity.uuid()),
            Map.entry("PersistableObject.VersionId", (facts, entity) -> String.valueOf(entity.version())),
            Map.entry("PersistableObject.Subscription", (facts, entity) -> facts.subscription()),
            Map.entry("TestCaseResult.Project", (facts, entity) -> facts.ofTestCase(entity, "Project")),
            Map.entry("TestCaseResult.WorkProduct", (facts, entity) -> facts.ofTestCase(entity, "WorkProduct")),
            Map.entry("TestCase.LastVerdict", (facts, entity) -> facts.ofLast(facts.results(entity), "Verdict")),
            Map.entry("TestCase.LastBuild", (facts, entity) -> facts.ofLast(facts.results(entity), "Build")),
            Map.entry("TestCase.LastRun", (facts, entity) -> facts.ofLast(facts.results(entity), "Date")),
            Map.entry(
                    "TestCase.LastResult",
                    (facts, entity) ->
                            facts.last(facts.results(entity)).map(Entity::oid).orElse(null)));

    private final Schema schema;
    private final Entities entities;
    private final Permissions permissions;
    private final Comparator<Entity> earlierResult;

    /** @param lastIsNewestCreated whether the last result is the one created last, instead of the one with the latest date */
    public Facts(Schema schema, Entities entities, boolean lastIsNewestCreated) {
        this.schema = schema;
        this.entities = entities;
        this.permissions = new Permissions(schema, entities);
        Comparator<Entity> byCreation = Comparator.comparingLong(Entity::oid);
        Comparator<Entity> byDate = Comparator.comparing((Entity result) -> result.date("Date"));
        this.earlierResult = lastIsNewestCreated ? byCreation : byDate.thenComparing(byCreation);
    }

    /** The value of an attribute that is not a collection; null if unset. */
    public Object value(Entity entity, Attribute attribute) {
        if (!attribute.derived()) {
            return entity.get(attribute.name());
        }
        BiFunction<Facts, Entity, Object> rule = DERIVED.get(attribute.type() + "." + attribute.name());
        return rule == null ? summary(entity).get(attribute.name()) : rule.apply(this, entity);
    }

    /** The visible objects in a collection. */
    public Stream<Entity> members(Entity entity, Attribute collection) {
        // The members of a subscription do not refer to it.
        Stream<Entity> members = collection.derived()
                ? entities.all(schema.type(collection.target())).stream().flatMap(Collection::stream)
                : entities.members(collection, entity.oid()).stream().flatMap(oid -> entities.get(oid).stream());
        // An inherited reference, such as Workspace, also has referring objects of other types.
        return members.filter(member -> member.type().isA(collection.target())).filter(this::visible);
    }

    /**
     * Whether the caller sees the object: not if it or its owner is recycled, if its project or workspace is closed, or if
     * the caller may not see its project.
     */
    public boolean visible(Entity entity) {
        if (entity.recycled() || closed(entity.reference("Workspace"))) {
            return false;
        }
        if (closed(entity.reference("Project")) || hidden(entity)) {
            return false;
        }
        Long owner = entity.type()
                .owner()
                .map(attribute -> entity.reference(attribute.name()))
                .orElse(null);
        return owner == null || entities.get(owner).filter(this::visible).isPresent();
    }

    private boolean hidden(Entity entity) {
        Long project = entity.type().isA("Project") ? Long.valueOf(entity.oid()) : entity.reference("Project");
        return project != null && !permissions.mayView(project);
    }

    private boolean closed(Long oid) {
        return oid != null
                && entities.get(oid)
                        .filter(entity -> !entity.text("State").equals("Closed"))
                        .isEmpty();
    }

    /** The visible object with this ObjectID. */
    public Optional<Entity> target(Long oid) {
        return entities.get(oid).filter(this::visible);
    }

    /** The project of the object, or null if it belongs to no project. */
    public Long project(Entity entity) {
        Attribute project = entity.type().attribute("Project").orElse(null);
        return project == null ? null : (Long) value(entity, project);
    }

    private Long subscription() {
        return entities.all(schema.type("Subscription"))
                .get(0)
                .iterator()
                .next()
                .oid();
    }

    private Object ofTestCase(Entity result, String attribute) {
        return entities.get(result.reference("TestCase"))
                .map(testCase -> testCase.get(attribute))
                .orElse(null);
    }

    private Stream<Entity> results(Entity testCase) {
        return members(testCase, schema.attribute("TestCase", "Results"));
    }

    private Object ofLast(Stream<Entity> results, String attribute) {
        return last(results).map(result -> result.get(attribute)).orElse(null);
    }

    private Optional<Entity> last(Stream<Entity> results) {
        return results.max(earlierResult);
    }

    /** The derived attributes of a test set or work product. A test set counts only the results that refer to it. */
    private Map<String, Object> summary(Entity holder) {
        List<Entity> cases = members(
                        holder,
                        schema.type(holder.type().name()).attribute("TestCases").orElseThrow())
                .toList();
        boolean set = holder.type().isA("TestSet");
        Map<Long, Entity> lasts = new HashMap<>();
        Stream<Entity> results = set
                ? entities.relation(schema.attribute("TestCaseResult", "TestSet")).members(holder.oid()).stream()
                        .flatMap(oid -> entities.get(oid).stream())
                        .filter(this::visible)
                : cases.stream().flatMap(this::results);
        results.forEach(result -> lasts.merge(
                result.reference("TestCase"),
                result,
                (one, other) -> earlierResult.compare(one, other) < 0 ? other : one));
        List<Entity> run = cases.stream()
                .map(testCase -> lasts.get(testCase.oid()))
                .filter(Objects::nonNull)
                .toList();
        long passing = run.stream()
                .filter(result -> result.text("Verdict").equals("Pass"))
                .count();
        Map<String, Object> summary = new HashMap<>();
        summary.put("TestCaseCount", (long) cases.size());
        summary.put("PassingTestCaseCount", passing);
        summary.put("TestCaseStatus", status(cases.size(), run.size(), passing));
        summary.put("LastBuild", ofLast(run.stream(), "Build"));
        summary.put("LastRun", ofLast(run.stream(), "Date"));
        return summary;
    }

    private static String status(int cases, int run, long passing) {
        if (cases == 0) {
            return "NONE";
        }
        if (run == 0) {
            return "NONE_RUN";
        }
        String passed = passing == 0 ? "NONE_PASSING" : passing == run ? "ALL_PASSING" : "SOME_NOT_PASSING";
        return (run == cases ? "ALL_RUN_" : "SOME_RUN_") + passed;
    }
}
