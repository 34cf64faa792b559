package io.gitlab.verdict.output;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.gitlab.verdict.output.ExecutionEntry.ProblemEntry;
import io.gitlab.verdict.output.ExecutionEntry.TrialEntry;
import io.gitlab.verdict.text.Counted;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The executions by class, with the rules that found their test cases. */
record ExecutionSection(PublicationDocument document, PageLinks links, HtmlWriter html) {

    private static final Set<String> FINE = Set.of("passed", "skipped");

    void write() throws IOException {
        html.print(
                "<p><label><input type=\"checkbox\" id=\"problems\"> Hide passed and skipped executions</label></p>\n");
        for (Map.Entry<String, List<Integer>> group : byClass().entrySet()) {
            writeClass(group.getKey(), group.getValue());
        }
    }

    private Map<String, List<Integer>> byClass() {
        return IntStream.range(0, document.executions().size())
                .boxed()
                .collect(groupingBy(i -> classOf(document.executions().get(i)), LinkedHashMap::new, toList()));
    }

    private void writeClass(String name, List<Integer> members) throws IOException {
        List<String> outcomes = members.stream()
                .map(i -> document.executions().get(i).outcome())
                .toList();
        html.print(FINE.containsAll(outcomes) ? "<details class=\"class fine\">" : "<details class=\"class\" open>");
        html.print(
                "<summary><bdi>{}</bdi> <small>{}</small></summary>\n<div class=\"wide\"><table>\n",
                name,
                Counted.each(outcomes.stream()));
        html.print(
                "<thead><tr><th>Test</th><th>Outcome</th><th>Took</th><th>Test cases</th><th>Found by</th></tr></thead>\n"
                        + "<tbody>\n");
        for (int i : members) {
            writeExecution(i, document.executions().get(i));
        }
        html.print("</tbody>\n</table></div></details>\n");
    }

    private void writeExecution(int index, ExecutionEntry execution) throws IOException {
        html.print("<tr id=\"e{}\" class=\"{}\">", index, FINE.contains(execution.outcome()) ? "fine" : "");
        html.print("<th scope=\"row\"><bdi>{}</bdi>", execution.name().isEmpty() ? "(the class)" : execution.name());
        writeCause(execution);
        html.print("</th><td><span class=\"pill {}\">{}</span></td>", execution.outcome(), execution.outcome());
        html.print("<td class=\"number\">{}</td><td>", execution.duration() == null ? "" : execution.duration() + " s");
        links.testCases(execution.testCases());
        html.print("</td><td><details><summary>{}</summary><ol>", foundBy(execution));
        for (TrialEntry trial : execution.trials()) {
            html.print("<li>{}: <bdi>{}</bdi></li>", trial.rule(), trial.finding());
        }
        for (String nearMiss : execution.nearMisses()) {
            html.print("<li>near miss: <bdi>{}</bdi></li>", nearMiss);
        }
        html.print("</ol></details></td></tr>\n");
    }

    private static String foundBy(ExecutionEntry execution) {
        return execution.unchecked() ? execution.rule() + " (unchecked: the class file is missing)" : execution.rule();
    }

    private void writeCause(ExecutionEntry execution) throws IOException {
        ProblemEntry problem = execution.problem();
        String cause = Stream.of(
                        problem == null ? null : problem.type(),
                        problem == null ? null : problem.message(),
                        execution.skipReason())
                .filter(Objects::nonNull)
                .collect(joining(": "));
        if (!cause.isEmpty()) {
            html.print("<pre dir=\"auto\">{}</pre>", cause);
        }
    }

    private static String classOf(ExecutionEntry execution) {
        return Stream.of(execution.module(), execution.className())
                        .filter(Objects::nonNull)
                        .collect(joining(" / "))
                + (execution.variant() == null ? "" : " (" + execution.variant() + ")");
    }
}
