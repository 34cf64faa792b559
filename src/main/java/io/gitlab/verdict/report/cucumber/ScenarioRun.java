package io.gitlab.verdict.report.cucumber;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Problem.Kind;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.input.ThrowableType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One attempt of a scenario while it is read. */
final class ScenarioRun {
    private final TextBudget budget;
    private final List<EvidenceFile> evidence = new ArrayList<>();
    private Optional<Instant> start = Optional.empty();
    private Duration duration = Duration.ZERO;
    private StepStatus worst = StepStatus.UNKNOWN;
    private Optional<Problem> problem = Optional.empty();
    private String skipReason = "";
    private boolean finished;

    ScenarioRun(TextBudget budget) {
        this.budget = budget;
    }

    void start(Instant instant) {
        start = Optional.of(instant);
    }

    Optional<Instant> start() {
        return start;
    }

    Duration duration() {
        return duration;
    }

    List<EvidenceFile> evidence() {
        return evidence;
    }

    void finish() {
        finished = true;
    }

    boolean finished() {
        return finished;
    }

    /**
     * A step or hook ended.
     *
     * @param text its error message, perhaps with a stack trace; empty if there is none
     * @param type the class of the exception; empty: the beginning of the text
     */
    void end(StepStatus status, Duration took, String type, String message, String text) {
        duration = duration.plus(took);
        if (status == StepStatus.SKIPPED && skipReason.isEmpty()) {
            skipReason = budget.keepMessage(message.isEmpty() ? firstLine(text) : message);
        }
        if (status.compareTo(worst) <= 0) {
            return;
        }
        worst = status;
        if (status.compareTo(StepStatus.SKIPPED) > 0) {
            problem = Optional.of(problem(status, type, message, text));
        }
    }

    Ending ending() {
        if (!finished) {
            Problem cut = new Problem(Kind.ERROR, "", "The report ends before the scenario does.", "");
            return Ending.of(Outcome.ERRORED, problem.orElse(cut));
        }
        Outcome outcome =
                problem.filter(one -> one.kind() == Kind.ERROR).isPresent() ? Outcome.ERRORED : worst.outcome();
        String reason = worst == StepStatus.UNKNOWN ? "The scenario has no steps." : skipReason;
        return new Ending(outcome, problem.stream().toList(), outcome == Outcome.SKIPPED ? reason : "");
    }

    private Problem problem(StepStatus status, String type, String message, String text) {
        String known = type.isEmpty() ? ThrowableType.of(text) : type;
        boolean assertion = status == StepStatus.FAILED
                && (known.endsWith("AssertionError")
                        || known.endsWith("AssertionFailedError")
                        || known.endsWith("ComparisonFailure"));
        String shown = message.isEmpty() && text.isEmpty()
                ? "A step is " + status.name().toLowerCase(Locale.ROOT) + "."
                : message.isEmpty() ? firstLine(text) : message;
        return new Problem(
                assertion ? Kind.FAILURE : Kind.ERROR, known, budget.keepMessage(shown), budget.keepDetail(text));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
