package io.gitlab.verdict.sandbox.rally.query;

import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.model.Reference;
import io.gitlab.verdict.sandbox.rally.query.Expression.Literal;
import io.gitlab.verdict.sandbox.rally.schema.Attribute;
import io.gitlab.verdict.sandbox.rally.schema.Kind;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Converts literals of a query and stored values to comparable keys: equal values have equal keys. */
public final class Literals {
    /** The key of an unset value. */
    static final Object NULL = new Object();

    private final Entities entities;
    private final Clock clock;
    private final boolean caseSensitive;
    private final boolean numberOnlyIds;

    /** @param numberOnlyIds whether FormattedIDs are compared by their number, as on abstract types */
    public Literals(Entities entities, Clock clock, boolean caseSensitive, boolean numberOnlyIds) {
        this.entities = entities;
        this.clock = clock;
        this.caseSensitive = caseSensitive;
        this.numberOnlyIds = numberOnlyIds;
    }

    /** @throws Refusal if the literal is not of the attribute's kind */
    Object key(Literal literal, Attribute attribute) {
        boolean reference = attribute.target() != null;
        if (literal.text().equals("null") && (literal.bare() || reference)) {
            return NULL;
        }
        try {
            return reference ? reference(literal.text()) : key(typed(literal, attribute.kind()), attribute);
        } catch (RuntimeException e) {
            throw RallyRefusals.of("Could not parse: Could not convert \"" + literal.text() + "\" to a value of "
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
        return entities.find(Reference.parse(text).id()).map(Entity::oid).orElse(-1L);
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
    public static Instant date(String text) {
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
