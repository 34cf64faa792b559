package io.gitlab.verdict.sandbox;

import io.gitlab.verdict.sandbox.Expression.Comparison;
import io.gitlab.verdict.sandbox.Expression.Junction;
import io.gitlab.verdict.sandbox.Expression.Literal;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates the test cases that a query names and the workspace lacks, so that trying out needs no preparation. */
final class UnknownTestCases {
    private static final Pattern ID = Pattern.compile("TC[1-9]\\d{0,8}");

    private final Store store;
    private final Schema schema;
    private final Editor editor;

    UnknownTestCases(Store store, Schema schema, Editor editor) {
        this.store = store;
        this.schema = schema;
        this.editor = editor;
    }

    void create(Expression query, Scope scope) {
        Set<String> named = literals(query)
                .map(literal -> literal.text().toUpperCase(Locale.ROOT))
                .filter(ID.asMatchPredicate())
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return;
        }
        // Recycled ones count as known: what somebody deleted does not come back by being asked for.
        Set<String> known = store.all(schema.type("TestCase")).stream()
                .flatMap(Collection::stream)
                .filter(testCase -> scope.workspace().equals(testCase.reference("Workspace")))
                .map(testCase -> testCase.text("FormattedID"))
                .collect(Collectors.toSet());
        named.stream().filter(Predicate.not(known::contains)).sorted().forEach(id -> editor.createTestCase(id, scope));
    }

    private static Stream<Literal> literals(Expression query) {
        if (query instanceof Junction junction) {
            return junction.terms().stream().flatMap(UnknownTestCases::literals);
        }
        Comparison comparison = (Comparison) query;
        boolean names = comparison.path().equalsIgnoreCase("FormattedID")
                && Set.of("=", "in").contains(comparison.operator());
        return names ? comparison.literals().stream() : Stream.empty();
    }
}
