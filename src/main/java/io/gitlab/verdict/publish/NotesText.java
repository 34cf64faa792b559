package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.text.FirstFew;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what a person needs first: the decisive execution, its message and place, then what else was folded. */
final class NotesText {
    private static final int TRACE_LINES = 25;
    private static final int EXECUTIONS_LISTED = 100;

    private final VerdictPolicy policy;
    private final CiRun ci;
    private final NotesTemplate template;

    NotesText(VerdictPolicy policy, CiRun ci, NotesTemplate template) {
        this.policy = policy;
        this.ci = ci;
        this.template = template;
    }

    /** @param evidence a line for each file that is kept elsewhere */
    String write(
            String build, String testCase, Verdict verdict, List<TestExecution> executions, List<String> evidence) {
        TestExecution decisive = executions.stream()
                .filter(execution ->
                        policy.verdict(execution.outcome()).stream().anyMatch(verdict::equals))
                .findFirst()
                .orElseThrow();
        Optional<Problem> problem = decisive.problems().stream().findFirst();
        return template.fill(Map.of(
                "build", build,
                "testCase", testCase,
                "verdict", verdict.text(),
                "execution", line(decisive),
                "message", problem.map(NotesText::message).orElse(decisive.skipReason()),
                "location", problem.map(one -> location(one, decisive)).orElse(""),
                "trace", problem.map(NotesText::trace).orElse(""),
                "executions", executions.size() > 1 ? list(executions) : "",
                "evidence", evidence.isEmpty() ? "" : "Evidence:\n" + String.join("\n", evidence),
                "links", links()));
    }

    private static String line(TestExecution execution) {
        String module = execution.module().isEmpty() ? "" : " [" + execution.module() + "]";
        return execution.outcome().text() + ": " + execution.displayName() + module;
    }

    private static String thrown(Problem problem) {
        return problem.type().isEmpty() ? problem.message() : problem.type() + ": " + problem.message();
    }

    /** The trace begins with it, as a rule, and may go on in that line. */
    private static String message(Problem problem) {
        String thrown = thrown(problem);
        if (!problem.detail().startsWith(thrown)) {
            return thrown;
        }
        int end = problem.detail().indexOf('\n', thrown.length());
        return end < 0 ? problem.detail() : problem.detail().substring(0, end);
    }

    private static String trace(Problem problem) {
        String message = message(problem);
        String rest =
                problem.detail().startsWith(message) ? problem.detail().substring(message.length()) : problem.detail();
        return rest.lines().filter(line -> !line.isBlank()).limit(TRACE_LINES).collect(Collectors.joining("\n"));
    }

    /** The first frame in the test's own class, else the first one. */
    private static String location(Problem problem, TestExecution execution) {
        List<String> frames = problem.detail()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("at "))
                .toList();
        return frames.stream()
                .filter(frame -> frame.contains(execution.className() + "."))
                .findFirst()
                .or(() -> frames.stream().findFirst())
                .orElse("");
    }

    /** Whoever asks where a result is from finds the job; a retried one tells itself apart by its number. */
    private String links() {
        List<String> lines = new ArrayList<>();
        if (!ci.variant().isEmpty()) {
            lines.add("Variant: " + ci.variant());
        }
        ci.links().forEach(link -> lines.add(link.kind() + ' ' + link.text() + ": " + link.url()));
        return String.join("\n", lines);
    }

    private static String list(List<TestExecution> executions) {
        List<String> lines = executions.stream().map(NotesText::line).toList();
        return "Folded from " + executions.size() + " executions:\n"
                + String.join("\n", FirstFew.lines(lines, EXECUTIONS_LISTED));
    }
}
