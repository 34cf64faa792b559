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
import java.util.stream.Stream;

/** Writes the notes of a result: the decisive execution with its message and stack trace, then the other executions. */
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

    /** @param evidence one line for each file that is kept elsewhere */
    String write(
            String build, String testCase, Verdict verdict, List<TestExecution> executions, List<String> evidence) {
        TestExecution decisive = executions.stream()
                .filter(execution -> decides(verdict, execution))
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

    /** Whether an execution has the verdict of its result: the first such execution is the decisive one. */
    boolean decides(Verdict verdict, TestExecution execution) {
        return policy.verdict(execution.outcome()).stream().anyMatch(verdict::equals);
    }

    /** Whether the notes of a result hold the whole stack trace of its decisive execution. */
    boolean holdStackTrace(TestExecution decisive) {
        List<Problem> problems = decisive.problems();
        return problems.size() == 1
                && holds("message", message(problems.get(0)))
                && holds("trace", trace(problems.get(0)))
                && traceLines(problems.get(0)).count() <= TRACE_LINES;
    }

    private boolean holds(String place, String text) {
        return text.isEmpty() || template.has(place);
    }

    private static String line(TestExecution execution) {
        String module = execution.module().isEmpty() ? "" : " [" + execution.module() + "]";
        return execution.outcome().text() + ": " + execution.displayName() + module;
    }

    private static String thrown(Problem problem) {
        return problem.type().isEmpty() ? problem.message() : problem.type() + ": " + problem.message();
    }

    /** A stack trace usually begins with the message, and its first line may be longer than the message. */
    private static String message(Problem problem) {
        String thrown = thrown(problem);
        if (!problem.detail().startsWith(thrown)) {
            return thrown;
        }
        int end = problem.detail().indexOf('\n', thrown.length());
        return end < 0 ? problem.detail() : problem.detail().substring(0, end);
    }

    private static String trace(Problem problem) {
        return traceLines(problem).limit(TRACE_LINES).collect(Collectors.joining("\n"));
    }

    private static Stream<String> traceLines(Problem problem) {
        String message = message(problem);
        String rest =
                problem.detail().startsWith(message) ? problem.detail().substring(message.length()) : problem.detail();
        return rest.lines().filter(line -> !line.isBlank());
    }

    /** The first frame in the class of the test, else the first frame. */
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

    /** The links identify the job that produced the result; a retried job has another number. */
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
