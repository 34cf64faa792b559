package io.gitlab.verdict.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Problem.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final Ending PASSED = Ending.of(Outcome.PASSED);
    private static final Ending SKIPPED = Ending.of(Outcome.SKIPPED);
    private static final Ending FAILED = Ending.of(Outcome.FAILED, new Problem(Kind.RERUN_FAILURE, "", "too dear", ""));
    private static final Ending ERRORED = Ending.of(Outcome.ERRORED, new Problem(Kind.ERROR, "", "no stock", ""));

    @Test
    void aPassAfterFailuresIsFlakyWithTheirProblems() {
        Ending ending = Ending.ofRuns(List.of(FAILED, ERRORED, PASSED));

        assertThat(ending.outcome()).isEqualTo(Outcome.FLAKY);
        assertThat(ending.problems())
                .containsExactly(
                        new Problem(Kind.FLAKY_FAILURE, "", "too dear", ""),
                        new Problem(Kind.FLAKY_ERROR, "", "no stock", ""));
    }

    @Test
    void aSkippedRunDecidesNothing() {
        assertThat(Ending.ofRuns(List.of(FAILED, SKIPPED))).isEqualTo(FAILED);
        assertThat(Ending.ofRuns(List.of(PASSED, SKIPPED))).isEqualTo(PASSED);
        assertThat(Ending.ofRuns(List.of(SKIPPED, SKIPPED))).isEqualTo(SKIPPED);
    }

    @Test
    void theLastFailureStays() {
        assertThat(Ending.ofRuns(List.of(PASSED, FAILED))).isEqualTo(FAILED);
        assertThat(Ending.ofRuns(List.of(FAILED, ERRORED))).isEqualTo(ERRORED);
    }

    @Test
    void keepsTheProblemsOfAFewRuns() {
        List<Ending> runs = new ArrayList<>(Collections.nCopies(50, FAILED));
        runs.add(PASSED);

        assertThat(Ending.ofRuns(runs).problems()).hasSize(20);
    }
}
