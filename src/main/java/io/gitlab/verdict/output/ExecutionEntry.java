package io.gitlab.verdict.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code publication.json} tells of a test execution.
 *
 * @param problem the first problem, null when there is none
 */
public record ExecutionEntry(
        @JsonProperty("class") String className,
        String name,
        String module,
        String variant,
        String outcome,
        String date,
        Double duration,
        List<String> testCases,
        String rule,
        List<TrialEntry> trials,
        ProblemEntry problem,
        String skipReason) {

    private static final double LONGEST = Duration.ofDays(3650).toSeconds();

    public ExecutionEntry {
        testCases = List.copyOf(testCases);
    }

    static ExecutionEntry of(Resolution resolution) {
        TestExecution execution = resolution.execution();
        return new ExecutionEntry(
                execution.className(),
                execution.name(),
                PublicationDocument.orNull(execution.module()),
                PublicationDocument.orNull(execution.variant()),
                execution.outcome().text(),
                PublicationDocument.MILLIS.format(execution.date()),
                execution.duration().map(PublicationDocument::seconds).orElse(null),
                resolution.testCases(),
                resolution.rule().text(),
                resolution.trials().stream().map(TrialEntry::of).toList(),
                execution.problems().stream().findFirst().map(ProblemEntry::of).orElse(null),
                PublicationDocument.orNull(execution.skipReason()));
    }

    /** The execution as it was, but for the suite and all problems after the first. */
    public Resolution toResolution(String otherVariant) {
        TestExecution execution = new TestExecution(
                PublicationDocument.orEmpty(module),
                otherVariant,
                "",
                className,
                name,
                Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                PublicationDocument.plausible(date),
                Optional.ofNullable(duration)
                        .filter(seconds -> seconds >= 0 && seconds <= LONGEST)
                        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000))),
                Stream.ofNullable(problem).map(ProblemEntry::toProblem).toList(),
                PublicationDocument.orEmpty(skipReason));
        return new Resolution(
                execution,
                testCases,
                Rule.ofText(rule),
                trials.stream().map(TrialEntry::toTrial).toList());
    }

    String displayName() {
        return name.isEmpty() ? className : className + "." + name;
    }

    boolean unmapped() {
        return rule.equals(Rule.NONE.text());
    }

    /** One rule that was tried. */
    public record TrialEntry(String rule, String finding) {
        private static TrialEntry of(RuleTrial trial) {
            return new TrialEntry(trial.rule().text(), trial.finding());
        }

        RuleTrial toTrial() {
            return new RuleTrial(Rule.ofText(rule), finding);
        }
    }

    /** @param detail the first lines of the stack trace */
    public record ProblemEntry(String kind, String type, String message, String detail) {
        private static final int DETAIL_LINES = 25;

        private static ProblemEntry of(Problem problem) {
            return new ProblemEntry(
                    problem.kind().name().toLowerCase(Locale.ROOT),
                    PublicationDocument.orNull(problem.type()),
                    PublicationDocument.orNull(problem.message()),
                    PublicationDocument.orNull(
                            problem.detail().lines().limit(DETAIL_LINES).collect(Collectors.joining("\n"))));
        }

        Problem toProblem() {
            return new Problem(
                    Problem.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                    PublicationDocument.orEmpty(type),
                    PublicationDocument.orEmpty(message),
                    PublicationDocument.orEmpty(detail));
        }
    }
}
