package io.gitlab.verdict.sandbox;

import io.gitlab.verdict.sandbox.Expression.Literal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Makes literals of a query and stored values comparable: equal values have equal keys. */
final class Literals {
    /** The key of an unset value. */
    static final Object NULL = new Object();

    private final Store store;
    private final Clock clock;
    private final boolean caseSensitive;
    private final boolean numberOnlyIds;

    /** @param numberOnlyIds whether FormattedIDs are compared by their number, as on abstract types */
    Literals(Store store, Clock clock, boolean caseSensitive, boolean numberOnlyIds) {
        this.store = store;
        this.clock = clock;
        this.caseSensitive = caseSensitive;
        this.numberOnlyIds = numberOnlyIds;
    }

    /** @throws Refusal when the literal is not of the attribute's kind */
    Object key(Literal literal, Attribute attribute) {
        boolean reference = attribute.target() != null;
        if (literal.text().equals("null") && (literal.bare() || reference)) {
            return NULL;
        }
        try {
            return reference ? reference(literal.text()) : key(typed(literal, attribute.kind()), attribute);
        } catch (RuntimeException e) {
            throw new Refusal("Could not parse: Could not convert \"" + literal.text() + "\" to a value of "
                    + attribute.name() + ".");
        }
    }

    /** The key of a stored value of the attribute. */
    Object key(Object value, Attribute attribute) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String text) {
            String digits = numberOnlyIds && attribute.name().equals("FormattedID") ? text.replaceAll("\\D", "") : text;
            return caseSensitive ? digits : digits.toLowerCase(Locale.ROOT);
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        return value;
    }

    private Object reference(String text) {
        return store.find(Reference.parse(text).id()).map(Entity::oid).orElse(-1L);
    }

    private Object typed(Literal literal, Kind kind) {
        String text = literal.text();
        return switch (kind) {
            case INTEGER -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DATE ->
                literal.bare() && text.equals("today")
                        ? LocalDate.now(clock.withZone(ZoneOffset.UTC))
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                        : date(text);
            default -> text;
        };
    }

    /** An instant with or without milliseconds, any offset, or a date alone, which is its start in UTC. */
    static Instant date(String text) {
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
