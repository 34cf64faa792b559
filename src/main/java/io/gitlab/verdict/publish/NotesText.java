package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what a person needs first: the decisive execution, its message and place, then what else was folded. */
final class NotesText {
    private static final int TRACE_LINES = 25;
    private static final int EXECUTIONS_LISTED = 100;

    private final VerdictPolicy policy;
    private final CiRun ci;

    NotesText(VerdictPolicy policy, CiRun ci) {
        this.policy = policy;
        this.ci = ci;
    }

    String write(Verdict verdict, List<TestExecution> executions) {
        TestExecution decisive = executions.stream()
                .filter(execution ->
                        policy.verdict(execution.outcome()).stream().anyMatch(verdict::equals))
                .findFirst()
                .orElseThrow();
        StringBuilder notes = new StringBuilder(line(decisive));
        if (!decisive.skipReason().isEmpty()) {
            notes.append('\n').append(decisive.skipReason());
        }
        decisive.problems().stream().findFirst().ifPresent(problem -> describe(problem, notes));
        if (executions.size() > 1) {
            list(executions, notes);
        }
        describe(ci, notes);
        return notes.toString();
    }

    private static String line(TestExecution execution) {
        String module = execution.module().isEmpty() ? "" : " [" + execution.module() + "]";
        return execution.outcome().text() + ": " + execution.displayName() + module;
    }

    private static void describe(Problem problem, StringBuilder notes) {
        String type = problem.type().isEmpty() ? "" : problem.type() + ": ";
        if (!problem.detail().startsWith(type + problem.message())) {
            notes.append('\n').append(type).append(problem.message());
        }
        if (!problem.detail().isEmpty()) {
            notes.append('\n')
                    .append(problem.detail().lines().limit(TRACE_LINES).collect(Collectors.joining("\n")));
        }
    }

    /** Whoever asks where a result is from finds the job; a retried one tells itself apart by its number. */
    private static void describe(CiRun ci, StringBuilder notes) {
        if (!ci.variant().isEmpty() || !ci.links().isEmpty()) {
            notes.append('\n');
        }
        if (!ci.variant().isEmpty()) {
            notes.append("\nVariant: ").append(ci.variant());
        }
        ci.links()
                .forEach(link -> notes.append('\n')
                        .append(link.kind())
                        .append(' ')
                        .append(link.text())
                        .append(": ")
                        .append(link.url()));
    }

    private static void list(List<TestExecution> executions, StringBuilder notes) {
        notes.append("\n\nFolded from ").append(executions.size()).append(" executions:");
        executions.stream()
                .limit(EXECUTIONS_LISTED)
                .forEach(execution -> notes.append('\n').append(line(execution)));
        if (executions.size() > EXECUTIONS_LISTED) {
            notes.append("\nand ").append(executions.size() - EXECUTIONS_LISTED).append(" more");
        }
    }
}
