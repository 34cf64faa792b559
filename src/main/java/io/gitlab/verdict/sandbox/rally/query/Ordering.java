package io.gitlab.verdict.sandbox.rally.query;

import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.Comparator;
import java.util.Locale;

/** The order of a query's objects. */
public final class Ordering {
    private Ordering() {}

    /**
     * @param order attributes with an optional direction, by comma; null or blank is the order of creation
     * @throws Refusal for an attribute that is unknown or has no order
     */
    public static Comparator<Entity> parse(String order, Type type, Schema schema, Facts facts) {
        Comparator<Entity> comparator = (one, other) -> 0;
        for (String term :
                order == null || order.isBlank() ? new String[0] : order.trim().split("\\s*,\\s*")) {
            comparator = comparator.thenComparing(term(term, type, schema, facts));
        }
        return comparator.thenComparingLong(Entity::oid);
    }

    private static Comparator<Entity> term(String term, Type type, Schema schema, Facts facts) {
        String[] words = term.split("\\s+");
        AttributePath path = AttributePath.find(type, words[0], schema, facts)
                .filter(found -> found.end().kind() != Kind.COLLECTION)
                .orElseThrow(() -> RallyRefusals.of("Cannot sort using unknown attribute " + words[0]));
        Comparator<Entity> ascending =
                Comparator.comparing(path::sortKey, Comparator.nullsFirst(Comparator.naturalOrder()));
        boolean descending =
                words.length > 1 && words[1].toLowerCase(Locale.ROOT).equals("desc");
        return descending ? ascending.reversed() : ascending;
    }
}
