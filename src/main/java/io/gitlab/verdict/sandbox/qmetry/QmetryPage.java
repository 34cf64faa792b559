package io.gitlab.verdict.sandbox.qmetry;

import static io.gitlab.verdict.text.HtmlText.escape;

import io.gitlab.verdict.sandbox.Html;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For people: the suite runs of all projects, and the runs in them. */
final class QmetryPage {
    private static final Map<String, String> COLORS = Map.of("passed", "pass", "failed", "fail", "blocked", "blocked");

    private static final List<String> RUN_HEADS =
            List.of("Test case", "Name", "Status", "Build", "Writes", "Files", "Comment");

    private QmetryPage() {}

    static String overview(State state) {
        return state.projects().stream()
                .map(project -> overview(state, project))
                .collect(Collectors.joining());
    }

    private static String overview(State state, World.Project project) {
        String rows = state.suites(project)
                .flatMap(suite -> state.suiteRuns(suite.id()).map(run -> suiteRunRow(state, project, suite, run)))
                .collect(Collectors.joining());
        return "<h2>QMetry project " + escape(project.name() + " (" + project.key() + ")") + "</h2>"
                + table(List.of("Suite run", "Test suite", "Platform", "Cycle", "Statuses"), rows);
    }

    private static String suiteRunRow(
            State state, World.Project project, Event.SuiteAdded suite, Event.SuiteRunAdded run) {
        Map<String, Long> counts = state.runs(run.id()).stream()
                .collect(Collectors.groupingBy(each -> state.status(each).name(), TreeMap::new, Collectors.counting()));
        String statuses = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return row(
                "<a href=\"/qmetry/" + run.id() + "\">" + run.id() + "</a>",
                "<span id=\"/test-suite/" + suite.id() + "\">" + escape(Suites.key(state, suite) + " " + suite.name())
                        + "</span>",
                escape(Calls.platform(project, run.platform()).name()),
                escape(Calls.cycle(project, run.cycle()).name()),
                escape(statuses));
    }

    static Optional<String> page(State state, List<String> path) {
        boolean known =
                path.size() == 2 && path.get(0).equals("qmetry") && path.get(1).matches("\\d{1,18}");
        return known ? state.suiteRun(Long.parseLong(path.get(1))).map(run -> detail(state, run)) : Optional.empty();
    }

    private static String detail(State state, Event.SuiteRunAdded suiteRun) {
        World.Project project = state.projectOf(suiteRun);
        String rows = state.runs(suiteRun.id()).stream()
                .map(run -> row(runCells(state, project, run)))
                .collect(Collectors.joining());
        String place = "Suite run " + suiteRun.id() + ", "
                + Calls.cycle(project, suiteRun.cycle()).name() + " of "
                + Calls.release(project, suiteRun.cycle()).name();
        return "<h2>" + title(state, project, suiteRun) + "</h2><p>" + escape(place) + "</p>" + table(RUN_HEADS, rows);
    }

    private static String title(State state, World.Project project, Event.SuiteRunAdded suiteRun) {
        Event.SuiteAdded suite = state.suite(suiteRun.suite()).orElseThrow();
        return escape(Suites.key(state, suite) + " " + suite.name() + " on "
                + Calls.platform(project, suiteRun.platform()).name());
    }

    static String build(State state, String name) {
        String rows =
                state.runs().stream().map(run -> buildRow(state, run, name)).collect(Collectors.joining());
        return rows.isEmpty()
                ? ""
                : table(
                        Stream.concat(Stream.of("Suite run"), RUN_HEADS.stream())
                                .toList(),
                        rows);
    }

    /** The run with where it stands; empty when its status is of another build. */
    private static String buildRow(State state, Run run, String build) {
        Event.SuiteRunAdded suiteRun = state.suiteRun(run.origin().suiteRun()).orElseThrow();
        World.Project project = state.projectOf(suiteRun);
        if (run.last() == null || !Audit.build(state, project, run).equals(build)) {
            return "";
        }
        String link = "<a href=\"/qmetry/" + suiteRun.id() + "\">" + title(state, project, suiteRun) + "</a>";
        return row(Stream.concat(Stream.of(link), Stream.of(runCells(state, project, run)))
                .toArray(String[]::new));
    }

    private static String[] runCells(State state, World.Project project, Run run) {
        Event.CaseAdded testCase = state.testCase(run.origin().testCase()).orElseThrow();
        World.Status status = state.status(run);
        String color = COLORS.getOrDefault(status.defaultName(), "other");
        return new String[] {
            escape(Cases.key(state, testCase)),
            escape(testCase.summary()),
            "<span class=\"verdict " + color + "\">" + escape(status.name()) + "</span>",
            Html.buildLink(Audit.build(state, project, run)),
            String.valueOf(run.writes().size()),
            escape(state.attachments(run.id()).map(Event.Attached::name).collect(Collectors.joining(", "))),
            run.comment().isEmpty() ? "" : "<pre>" + Html.plain(run.comment()) + "</pre>"
        };
    }

    private static String row(String... cells) {
        return Stream.of(cells).collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>\n"));
    }

    private static String table(List<String> heads, String rows) {
        String head = heads.stream().collect(Collectors.joining("</th><th>", "<tr><th>", "</th></tr>"));
        return "<table><thead>" + head + "</thead><tbody>" + rows + "</tbody></table>";
    }
}
