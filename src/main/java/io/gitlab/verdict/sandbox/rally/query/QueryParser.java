package io.gitlab.verdict.sandbox.rally.query;

import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.rally.model.RallyRefusals;
import io.gitlab.verdict.sandbox.rally.query.Expression.Comparison;
import io.gitlab.verdict.sandbox.rally.query.Expression.Junction;
import io.gitlab.verdict.sandbox.rally.query.Expression.Literal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The strictly binary query grammar: {@code (A = 1)}, or two such expressions joined by AND or OR and parenthesised.
 * It has its own stack, so that deep nesting cannot overflow that of the thread.
 */
public final class QueryParser {
    private static final int MAX_ALTERNATIONS = 500;
    private static final Set<String> OPERATORS =
            Set.of("=", "!=", "<", ">", "<=", ">=", "contains", "!contains", "in", "!in");

    private static final class Open {
        private Expression left;
        private boolean all;
    }

    private final QueryTokens tokens;
    private final Deque<Open> open = new ArrayDeque<>();

    private QueryParser(String query) {
        this.tokens = new QueryTokens(query);
    }

    /** @throws Refusal with Rally's text if the query is invalid */
    public static Expression parse(String query) {
        return new QueryParser(query).whole();
    }

    static Refusal unexpected(String expected, String seen) {
        return RallyRefusals.of("Could not parse: Error parsing expression -- expected \"" + expected + "\" but saw \""
                + seen + "\" instead.");
    }

    private Expression whole() {
        Expression parsed = tokens.nextIs("(") ? parenthesised() : comparison();
        if (!tokens.atEnd()) {
            throw unexpected("end of query", tokens.peek());
        }
        return parsed;
    }

    private Expression parenthesised() {
        Expression done = operand();
        while (!open.isEmpty()) {
            Open junction = open.peek();
            if (junction.left == null) {
                junction.left = done;
                junction.all = conjunction();
                done = operand();
            } else {
                open.pop();
                done = join(junction, done);
                tokens.expect(")");
            }
        }
        return done;
    }

    /** Opens junctions down to the next comparison. */
    private Expression operand() {
        tokens.expect("(");
        while (tokens.nextIs("(")) {
            tokens.expect("(");
            open.push(new Open());
        }
        Expression comparison = comparison();
        tokens.expect(")");
        return comparison;
    }

    private boolean conjunction() {
        boolean all = tokens.nextIs("AND");
        tokens.expect(all || !tokens.nextIs("OR") ? "AND" : "OR");
        return all;
    }

    private Comparison comparison() {
        if (tokens.atEnd() || tokens.nextIs(")") || tokens.nextIsQuoted()) {
            throw unexpected("attribute", tokens.peek());
        }
        String path = tokens.take();
        if (tokens.nextIsQuoted() || !OPERATORS.contains(tokens.peek())) {
            throw unexpected("operator", tokens.peek());
        }
        String operator = tokens.take();
        List<Literal> literals = operator.endsWith("in") ? list() : List.of(literal());
        return new Comparison(path, operator, literals);
    }

    private Literal literal() {
        if (tokens.atEnd() || tokens.nextIs("(") || tokens.nextIs(")")) {
            throw unexpected("value", tokens.peek());
        }
        boolean bare = !tokens.nextIsQuoted();
        return new Literal(tokens.take(), bare);
    }

    private List<Literal> list() {
        List<Literal> literals = new ArrayList<>();
        do {
            Literal literal = literal();
            if (literal.bare()) {
                commaSeparated(literal.text(), literals);
            } else {
                literals.add(literal);
            }
        } while (!tokens.atEnd() && !tokens.nextIs(")"));
        return literals;
    }

    private static void commaSeparated(String text, List<Literal> literals) {
        for (String word : text.split(",")) {
            if (!word.isEmpty()) {
                literals.add(new Literal(word, true));
            }
        }
    }

    private static Expression join(Open junction, Expression right) {
        List<Expression> left = terms(junction.left, junction.all);
        List<Expression> other = terms(right, junction.all);
        // The order of terms does not matter: moving the shorter list keeps chains of any length linear.
        List<Expression> longer = left.size() < other.size() ? other : left;
        longer.addAll(longer == left ? other : left);
        int depth = Math.max(depth(junction.left, junction.all), depth(right, junction.all));
        if (depth > MAX_ALTERNATIONS) {
            throw RallyRefusals.of("Could not parse: Error parsing expression -- nested too deeply.");
        }
        return new Junction(junction.all, longer, depth);
    }

    private static List<Expression> terms(Expression side, boolean all) {
        return side instanceof Junction same && same.all() == all ? same.terms() : new ArrayList<>(List.of(side));
    }

    private static int depth(Expression side, boolean all) {
        return side instanceof Junction same && same.all() == all ? same.depth() : side.depth() + 1;
    }
}
