package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.query.Expression;
import io.gitlab.verdict.sandbox.rally.query.Expression.Comparison;
import io.gitlab.verdict.sandbox.rally.query.Expression.Junction;
import io.gitlab.verdict.sandbox.rally.query.Expression.Literal;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates the test cases that a query names and the workspace lacks, so that a trial needs no preparation. */
final class UnknownTestCases {
    private static final Pattern ID = Pattern.compile("TC[1-9]\\d{0,8}");

    private final Entities entities;
    private final Schema schema;
    private final Editor editor;

    UnknownTestCases(Entities entities, Schema schema, Editor editor) {
        this.entities = entities;
        this.schema = schema;
        this.editor = editor;
    }

    void create(Expression query, ProjectScope scope) {
        Set<String> named = literals(query)
                .map(literal -> literal.text().toUpperCase(Locale.ROOT))
                .filter(ID.asMatchPredicate())
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return;
        }
        // Recycled test cases are known: a query must not bring back a deleted one.
        Set<String> known = entities.all(schema.type("TestCase")).stream()
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
