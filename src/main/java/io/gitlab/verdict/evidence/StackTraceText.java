package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All problems of an execution, with their stack traces, as the text of a file. */
final class StackTraceText {
    private StackTraceText() {}

    static String of(TestExecution execution) {
        return execution.displayName() + "\n\n"
                + execution.problems().stream().map(StackTraceText::text).collect(Collectors.joining("\n"));
    }

    private static String text(Problem problem) {
        String head = problem.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + problem.type();
        return Stream.of(head, problem.message(), problem.detail())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
