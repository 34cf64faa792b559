package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds test cases by the rows of the mapping file. */
final class MappingRule {
    // Stands for a dot in a test's own name, which separates nothing: shop.CartIT.* means "adds 1.5" as well.
    private static final char DOT_IN_NAME = '\uFFFF';

    private final Optional<Mapping> mapping;

    MappingRule(Optional<Mapping> mapping) {
        this.mapping = mapping;
    }

    RuleResult ask(LocatedTest test) {
        return mapping.map(rows -> ask(test, rows)).orElseGet(() -> RuleResult.nothing("there is no mapping file"));
    }

    private static RuleResult ask(LocatedTest test, Mapping mapping) {
        List<MappingRow> rows = mapping.find(names(test));
        if (rows.isEmpty()) {
            return RuleResult.nothing("no row matches " + test.displayName());
        }
        String told = rows.stream().map(MappingRule::told).collect(Collectors.joining(" and "));
        if (rows.stream().map(MappingRow::ids).distinct().count() == 1) {
            return RuleResult.found(rows.get(0).ids(), told);
        }
        return RuleResult.ambiguous(
                "equally specific rows contradict each other: " + told,
                Finding.warning("Mapping of " + test.displayName() + " is ambiguous, no row is taken: " + told
                        + ". Add a row with the test's full name."));
    }

    private static List<String> names(LocatedTest test) {
        Set<String> names = new LinkedHashSet<>();
        List<String> forms = forms(test);
        forms.forEach(form -> test.classNames().forEach(type -> names.add(type + "." + form)));
        forms.stream()
                .filter(form -> form.contains("."))
                .map(form -> form.replace('.', DOT_IN_NAME))
                .forEach(form -> test.classNames().forEach(type -> names.add(type + "." + form)));
        if (test.ofClass()) {
            names.addAll(test.classNames());
        }
        return new ArrayList<>(names);
    }

    private static List<String> forms(LocatedTest test) {
        String reported = test.execution().name();
        Stream<String> taken = test.execution().classLevel() ? Stream.of() : test.match().name().forms().stream();
        return Stream.concat(Stream.of(reported), taken)
                .filter(form -> !form.isEmpty())
                .distinct()
                .toList();
    }

    private static String told(MappingRow row) {
        return "row \"" + row.pattern() + "\" in line " + row.line() + " names " + String.join(", ", row.ids());
    }
}
