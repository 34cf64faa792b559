package io.gitlab.verdict.report.cucumber;

import io.gitlab.verdict.domain.Outcome;
import java.util.Locale;

/** The status of a step, the least severe first. A scenario has the most severe status of its steps and hooks. */
enum StepStatus {
    /** There are no steps, so that nothing was tested. */
    UNKNOWN(Outcome.SKIPPED),
    PASSED(Outcome.PASSED),
    SKIPPED(Outcome.SKIPPED),
    PENDING(Outcome.ERRORED),
    UNDEFINED(Outcome.ERRORED),
    AMBIGUOUS(Outcome.ERRORED),
    FAILED(Outcome.FAILED);

    private final Outcome outcome;

    StepStatus(Outcome outcome) {
        this.outcome = outcome;
    }

    /** Of a failed step, whether an assertion failed depends on the exception. */
    Outcome outcome() {
        return outcome;
    }

    /** A text in any case; another text is a failure, because it does not say that the step passed. */
    static StepStatus of(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return FAILED;
        }
    }
}
