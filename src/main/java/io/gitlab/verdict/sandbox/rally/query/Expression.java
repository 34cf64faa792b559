package io.gitlab.verdict.sandbox.rally.query;

import java.util.List;

/** A parsed query. */
public sealed interface Expression {
    /** How many alternations of AND and OR are nested in it. */
    int depth();

    /** @param bare whether the literal is unquoted, so that {@code null} and {@code today} have a meaning */
    record Literal(String text, boolean bare) {}

    record Comparison(String path, String operator, List<Literal> literals) implements Expression {
        @Override
        public int depth() {
            return 0;
        }
    }

    /** Terms all joined by AND, or all by OR; nested pairs of the same kind are flattened into one. */
    record Junction(boolean all, List<Expression> terms, int depth) implements Expression {}
}
