package io.gitlab.verdict.report.supplement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptedTestTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /** Attempts that take two seconds, each {@code seconds} after the one before. */
    private static Outcome outcome(int seconds, Outcome... outcomes) {
        List<SupplementTest> attempts = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            Instant start = NOON.plusSeconds((long) seconds * i);
            TestExecution execution = TestExecution.of(
                            ReportedTest.of("shop.CartTest", "adds"), Ending.of(outcomes[i]), start)
                    .withDuration(Duration.ofSeconds(2));
            attempts.add(new SupplementTest(
                    "adds", List.of(), Optional.of(start), List.of(), List.of(), Optional.of(execution)));
        }
        return new AttemptedTest(attempts).execution().orElseThrow().outcome();
    }

    @Test
    void aPassAfterAFailureIsFlaky() {
        assertThat(outcome(5, Outcome.FAILED, Outcome.PASSED)).isEqualTo(Outcome.FLAKY);
    }

    @Test
    void anAttemptThatWasSkippedDecidesNothing() {
        assertThat(outcome(5, Outcome.FAILED, Outcome.SKIPPED)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(5, Outcome.PASSED, Outcome.SKIPPED)).isEqualTo(Outcome.PASSED);
        assertThat(outcome(5, Outcome.SKIPPED, Outcome.SKIPPED)).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void attemptsThatOverlapAreNoReRuns() {
        assertThat(outcome(1, Outcome.FAILED, Outcome.PASSED)).isEqualTo(Outcome.FAILED);
    }
}
