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
    // Replaces dots within the name of a test, which are not separators: shop.CartIT.* also matches "adds 1.5".
    private static final char DOT_IN_NAME = '\uFFFF';

    private static final RuleResult NO_FILE = RuleResult.nothing("there is no mapping file");

    private final Optional<Mapping> mapping;

    MappingRule(Optional<Mapping> mapping) {
        this.mapping = mapping;
    }

    RuleResult apply(LocatedTest test) {
        return mapping.map(rows -> apply(test, rows)).orElse(NO_FILE);
    }

    private static RuleResult apply(LocatedTest test, Mapping mapping) {
        List<MappingRow> rows = mapping.find(names(test));
        if (rows.isEmpty()) {
            return RuleResult.nothing("no row matches " + test.displayName());
        }
        String description = rows.stream().map(MappingRule::described).collect(Collectors.joining(" and "));
        if (rows.stream().map(MappingRow::ids).distinct().count() == 1) {
            return rows.get(0).exempt()
                    ? RuleResult.exempt(description)
                    : RuleResult.found(rows.get(0).ids(), description);
        }
        return RuleResult.ambiguous(
                "equally specific rows have different test cases: " + description,
                Finding.warning("Mapping of " + test.displayName() + " is ambiguous, so no row is used: " + description
                        + ". Add a row with the full name of the test."));
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

    private static String described(MappingRow row) {
        return "row \"" + row.pattern() + "\" in line " + row.line() + " has "
                + (row.exempt() ? MappingRow.NONE : String.join(", ", row.ids()));
    }
}
