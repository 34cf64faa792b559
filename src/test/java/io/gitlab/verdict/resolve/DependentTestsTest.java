package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependentTestsTest {

    private static TestExecution test(String name, Outcome outcome) {
        return Executions.of("shop.ChainTest", name, outcome);
    }

    private static TestExecution dependent(String name, String on) {
        return test(name, Outcome.SKIPPED)
                .withEnding(new Ending(
                        Outcome.SKIPPED,
                        List.of(),
                        "Method shop.ChainTest." + name + "() on instance shop.ChainTest@15d9bc04 depends on not"
                                + " successfully finished methods \n[shop.ChainTest." + on
                                + "() on instance shop.ChainTest@15d9bc04]"));
    }

    private static List<Outcome> outcomes(TestExecution... executions) {
        return DependentTests.absent(List.of(executions)).stream()
                .map(TestExecution::outcome)
                .toList();
    }

    @Test
    void aTestThatDependsOnAFailedOneIsAbsent() {
        assertThat(outcomes(
                        test("TC411_login", Outcome.FAILED),
                        dependent("TC412_buy", "TC411_login"),
                        test("TC413_skips", Outcome.SKIPPED)))
                .containsExactly(Outcome.FAILED, Outcome.ABSENT, Outcome.SKIPPED);
    }

    @Test
    void soIsEachTestOfAChainInAnyOrder() {
        assertThat(outcomes(
                        dependent("ship", "pay"), dependent("pay", "order"), test("order[TC1, 2](1)", Outcome.ERRORED)))
                .containsExactly(Outcome.ABSENT, Outcome.ABSENT, Outcome.ERRORED);
    }

    @Test
    void aTestThatDependsOnASkippedOneIsSkipped() {
        assertThat(outcomes(
                        test("browser", Outcome.SKIPPED), dependent("draws", "browser"), test("other", Outcome.FAILED)))
                .containsExactly(Outcome.SKIPPED, Outcome.SKIPPED, Outcome.FAILED);
    }

    @Test
    void aPassedTestWithSuchTextIsNotTouched() {
        TestExecution passed = test("pays", Outcome.PASSED);
        List<TestExecution> executions =
                Stream.of(passed, test("login", Outcome.FAILED)).toList();
        assertThat(DependentTests.absent(executions)).isSameAs(executions);
    }
}
