package io.gitlab.verdict.sandbox.qmetry;

import static io.gitlab.verdict.text.HtmlText.escape;

import io.gitlab.verdict.sandbox.PageHtml;
import io.gitlab.verdict.sandbox.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of QMetry: the suite runs of all projects, and their test case runs. */
final class QmetryPage {
    private static final Map<String, String> COLORS = Map.of("passed", "pass", "failed", "fail", "blocked", "blocked");

    private static final List<String> RUN_HEADS =
            List.of("Test case", "Name", "Status", "Build", "Writes", "Files", "Comment");

    private QmetryPage() {}

    static String overview(QmetryState state) {
        return state.projects().stream()
                .map(project -> overview(state, project))
                .collect(Collectors.joining());
    }

    private static String overview(QmetryState state, SeedData.Project project) {
        String rows = state.suites(project)
                .flatMap(suite -> state.suiteRuns(suite.id()).map(run -> suiteRunRow(state, project, suite, run)))
                .collect(Collectors.joining());
        return "<h2>QMetry project " + escape(project.name() + " (" + project.key() + ")") + "</h2>"
                + PageHtml.table(List.of("Suite run", "Test suite", "Platform", "Cycle", "Statuses"), rows);
    }

    private static String suiteRunRow(
            QmetryState state, SeedData.Project project, QmetryEvent.SuiteAdded suite, QmetryEvent.SuiteRunAdded run) {
        Map<String, Long> counts = state.runs(run.id()).stream()
                .collect(Collectors.groupingBy(each -> state.status(each).name(), TreeMap::new, Collectors.counting()));
        String statuses = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return PageHtml.row(
                "<a href=\"/qmetry/" + run.id() + "\">" + run.id() + "</a>",
                "<span id=\"/test-suite/" + suite.id() + "\">"
                        + escape(SuiteCalls.key(state, suite) + " " + suite.name()) + "</span>",
                escape(ProjectLookup.platform(project, run.platform()).name()),
                escape(ProjectLookup.cycle(project, run.cycle()).name()),
                escape(statuses));
    }

    /** The page of a suite run. */
    static Optional<Reply> reply(QmetryState state, List<String> path) {
        boolean known =
                path.size() == 2 && path.get(0).equals("qmetry") && path.get(1).matches("\\d{1,18}");
        return known
                ? state.suiteRun(Long.parseLong(path.get(1))).map(run -> PageHtml.page(detail(state, run)))
                : Optional.empty();
    }

    private static String detail(QmetryState state, QmetryEvent.SuiteRunAdded suiteRun) {
        SeedData.Project project = state.projectOf(suiteRun);
        String rows = state.runs(suiteRun.id()).stream()
                .map(run -> PageHtml.row(runCells(state, project, run)))
                .collect(Collectors.joining());
        String place = "Suite run " + suiteRun.id() + ", "
                + ProjectLookup.cycle(project, suiteRun.cycle()).name() + " of "
                + ProjectLookup.release(project, suiteRun.cycle()).name();
        return "<h2>" + title(state, project, suiteRun) + "</h2><p>" + escape(place) + "</p>"
                + PageHtml.table(RUN_HEADS, rows);
    }

    private static String title(QmetryState state, SeedData.Project project, QmetryEvent.SuiteRunAdded suiteRun) {
        QmetryEvent.SuiteAdded suite = state.suite(suiteRun.suite()).orElseThrow();
        return escape(SuiteCalls.key(state, suite) + " " + suite.name() + " on "
                + ProjectLookup.platform(project, suiteRun.platform()).name());
    }

    static String build(QmetryState state, String name) {
        String rows =
                state.runs().stream().map(run -> buildRow(state, run, name)).collect(Collectors.joining());
        return rows.isEmpty()
                ? ""
                : PageHtml.table(
                        Stream.concat(Stream.of("Suite run"), RUN_HEADS.stream())
                                .toList(),
                        rows);
    }

    /** The run and its suite run; empty if its status is of another build. */
    private static String buildRow(QmetryState state, CaseRun run, String build) {
        QmetryEvent.SuiteRunAdded suiteRun =
                state.suiteRun(run.origin().suiteRun()).orElseThrow();
        SeedData.Project project = state.projectOf(suiteRun);
        if (run.last() == null || !state.build(run).equals(build)) {
            return "";
        }
        String link = "<a href=\"/qmetry/" + suiteRun.id() + "\">" + title(state, project, suiteRun) + "</a>";
        return PageHtml.row(Stream.concat(Stream.of(link), Stream.of(runCells(state, project, run)))
                .toArray(String[]::new));
    }

    private static String[] runCells(QmetryState state, SeedData.Project project, CaseRun run) {
        QmetryEvent.CaseAdded testCase = state.testCase(run.origin().testCase()).orElseThrow();
        SeedData.Status status = state.status(run);
        String color = COLORS.getOrDefault(status.defaultName(), "other");
        return new String[] {
            escape(TestCaseCalls.key(state, testCase)),
            escape(testCase.summary()),
            PageHtml.verdict(color, status.name()),
            PageHtml.buildLink(state.build(run)),
            String.valueOf(run.writes().size()),
            escape(state.attachments(run.id()).map(QmetryEvent.Attached::name).collect(Collectors.joining(", "))),
            run.comment().isEmpty() ? "" : "<pre>" + PageHtml.plain(run.comment()) + "</pre>"
        };
    }
}
