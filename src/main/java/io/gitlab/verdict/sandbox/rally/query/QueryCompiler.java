package io.gitlab.verdict.sandbox.rally.query;

import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.query.Expression.Comparison;
import io.gitlab.verdict.sandbox.rally.query.Expression.Junction;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compiles a parsed query to a condition on objects of one type. */
public final class QueryCompiler {
    private final Type type;
    private final Schema schema;
    private final Facts facts;
    private final Literals literals;

    public QueryCompiler(Type type, Schema schema, Facts facts, Literals literals) {
        this.type = type;
        this.schema = schema;
        this.facts = facts;
        this.literals = literals;
    }

    /** @throws Refusal if an attribute is unknown or a literal is not of its kind */
    public Predicate<Entity> compile(Expression expression) {
        if (expression instanceof Junction junction) {
            return junction.all() ? all(junction) : any(junction);
        }
        return comparison((Comparison) expression);
    }

    private Predicate<Entity> all(Junction junction) {
        List<Predicate<Entity>> terms =
                junction.terms().stream().map(this::compile).toList();
        return entity -> {
            for (Predicate<Entity> term : terms) {
                if (!term.test(entity)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** Equalities of one path become one lookup: a query may contain thousands of them. */
    private Predicate<Entity> any(Junction junction) {
        Map<String, List<Expression.Literal>> equalities = new LinkedHashMap<>();
        List<Predicate<Entity>> terms = new ArrayList<>();
        for (Expression term : junction.terms()) {
            if (term instanceof Comparison comparison && Set.of("=", "in").contains(comparison.operator())) {
                equalities
                        .computeIfAbsent(comparison.path().toLowerCase(Locale.ROOT), path -> new ArrayList<>())
                        .addAll(comparison.literals());
            } else {
                terms.add(compile(term));
            }
        }
        equalities.forEach((path, values) -> terms.add(comparison(new Comparison(path, "in", values))));
        return entity -> {
            for (Predicate<Entity> term : terms) {
                if (term.test(entity)) {
                    return true;
                }
            }
            return false;
        };
    }

    private Predicate<Entity> comparison(Comparison comparison) {
        AttributePath path = AttributePath.find(type, comparison.path(), schema, facts)
                .orElseThrow(() -> unknown(comparison.path()));
        Predicate<Object> test = test(comparison, path.end());
        return entity -> {
            for (Object value : path.values(entity)) {
                if (test.test(literals.key(value, path.end()))) {
                    return true;
                }
            }
            return false;
        };
    }

    private Refusal unknown(String path) {
        return RallyRefusals.of(
                type.isAbstract()
                        ? "Could not read: could not read all instances of class com.f4tech.slm.domain." + type.name()
                        : "Could not parse: Cannot find attribute \"" + path + "\" on type " + type.name() + ".");
    }

    private Predicate<Object> test(Comparison comparison, Attribute attribute) {
        Set<Object> keys = comparison.literals().stream()
                .map(literal -> literals.key(literal, attribute))
                .collect(Collectors.toCollection(HashSet::new));
        Object first = keys.isEmpty() ? Literals.NULL : keys.iterator().next();
        return switch (comparison.operator()) {
            case "=", "in" -> keys::contains;
            case "!=", "!in" -> value -> !keys.contains(value);
            case "contains" -> value -> contains(value, first);
            case "!contains" -> value -> !contains(value, first);
            case "<" -> ordered(first, order -> order < 0);
            case "<=" -> ordered(first, order -> order <= 0);
            case ">" -> ordered(first, order -> order > 0);
            default -> ordered(first, order -> order >= 0);
        };
    }

    private static boolean contains(Object value, Object part) {
        return value != Literals.NULL
                && part != Literals.NULL
                && value.toString().contains(part.toString());
    }

    @SuppressWarnings("unchecked")
    private static Predicate<Object> ordered(Object literal, IntPredicate order) {
        return value -> value != Literals.NULL
                && literal != Literals.NULL
                && order.test(((Comparable<Object>) value).compareTo(literal));
    }
}
