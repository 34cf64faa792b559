package io.gitlab.verdict.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResolvedRunTest {

    @Test
    void isAnErrorIfTestsRanAndNoneHasATestCase() {
        assertThat(run(unresolved(Outcome.PASSED), unresolved(Outcome.FAILED), unresolved(Outcome.SKIPPED))
                        .noneResolved())
                .get()
                .matches(finding -> finding.severity() == Finding.Severity.ERROR)
                .matches(finding -> finding.message().startsWith("None of the 2 test executions that ran"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SKIPPED", "ABSENT"})
    void isNoErrorIfNoTestRan(Outcome outcome) {
        assertThat(run(unresolved(outcome)).noneResolved()).isEmpty();
    }

    @Test
    void isNoErrorIfOneHasATestCaseOrNoneNeedsOne() {
        Resolution resolved = resolution(Outcome.PASSED, Rule.NAME, "TC1");

        assertThat(run(unresolved(Outcome.PASSED), resolved).noneResolved()).isEmpty();
        assertThat(run(resolution(Outcome.ERRORED, Rule.NO_TEST)).noneResolved())
                .isEmpty();
        assertThat(run().noneResolved()).isEmpty();
    }

    private static ResolvedRun run(Resolution... resolutions) {
        return new ResolvedRun(1, List.of(resolutions), List.of());
    }

    private static Resolution unresolved(Outcome outcome) {
        return resolution(outcome, Rule.NONE);
    }

    private static Resolution resolution(Outcome outcome, Rule rule, String... testCases) {
        TestExecution execution =
                TestExecution.of(ReportedTest.of("shop.CartIT", "adds"), Ending.of(outcome), Instant.EPOCH);
        return new Resolution(execution, List.of(testCases), rule, List.of());
    }
}
