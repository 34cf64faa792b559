package io.gitlab.verdict.report.cucumber;

import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.report.supplement.SupplementTest.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scenario, or one row of a scenario outline.
 *
 * @param identity address of the feature file, and line
 * @param feature name of the feature; its address if it has none
 * @param rule name of the rule; empty if it is in none
 * @param title name of the scenario, with the placeholders of an outline; empty if the report does not have that of an outline
 * @param row row of an outline; empty if the scenario is no outline
 * @param pickle the name with the placeholders filled
 * @param tags with the distance of their elements: 0 for examples, 1 for the scenario, 2 for the rule, 3 for the feature
 */
record Scenario(
        String identity,
        String feature,
        Optional<String> rule,
        String title,
        Optional<Row> row,
        String pickle,
        List<Label> tags) {
    static final String SOURCE = "Cucumber";

    /**
     * A row of examples.
     *
     * @param examples name of the block; empty if it has none
     * @param block number of the block in the outline, from 1
     * @param number number of the row in the block, from 1
     */
    record Row(String examples, int block, int number) {
        String numbers() {
            return "#" + block + "." + number;
        }
    }

    Scenario {
        tags = List.copyOf(tags);
    }

    /** The name in the scenario's own execution: rule, title, examples and row. */
    String name() {
        return joined(surefire(numbered()));
    }

    /**
     * The names in JUnit XML: those of Cucumber on the JUnit Platform under each naming strategy, the same strategy at the same
     * place for all scenarios, then those of other reports.
     */
    List<Name> names() {
        List<Name> names = new ArrayList<>();
        List<String> rows = List.of(
                numbered(), row.map(one -> "Example " + one.numbers()).orElse(title), row.isEmpty() ? title : pickle);
        rows.forEach(last -> names.add(unknownClass(feature + " - " + joined(surefire(last)))));
        rows.forEach(last -> names.add(unknownClass(joined(surefire(last)))));
        rows.forEach(last -> names.add(unknownClass(last)));
        names.add(new Name(feature, joined(ofJunitPlugin())));
        names.add(new Name(feature, name()));
        names.add(new Name(
                row.map(Row::examples)
                        .filter(text -> !text.isEmpty())
                        .or(() -> rule)
                        .orElse(feature),
                numbered()));
        return names;
    }

    private static Name unknownClass(String test) {
        return new Name("", test);
    }

    private String numbered() {
        return row.map(one -> "Example " + one.numbers() + (pickle.equals(title) ? "" : ": " + pickle))
                .orElse(title);
    }

    private List<String> surefire(String last) {
        return parts(row.map(one -> one.examples().isEmpty() ? "Examples" : one.examples()), last);
    }

    private List<String> ofJunitPlugin() {
        Optional<String> examples = row.map(Row::examples).filter(text -> !text.isEmpty());
        return parts(examples, row.isEmpty() ? title : numbered().substring("Example ".length()));
    }

    private List<String> parts(Optional<String> examples, String last) {
        Stream<String> outline = row.isEmpty() ? Stream.empty() : Stream.concat(Stream.of(title), examples.stream());
        return Stream.of(rule.stream(), outline, Stream.of(last))
                .flatMap(part -> part)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String joined(List<String> parts) {
        return parts.stream().collect(Collectors.joining(" - "));
    }
}
