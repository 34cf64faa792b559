package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbsentTestsTest {
    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() {
        Compiled.into(classes, """
                package shop;
                import org.testng.annotations.*;
                public class StockTest {
                    @BeforeClass public void connect() {}
                    @AfterMethod public void rollBack() {}
                    @Test public void TC1_takes() {}
                    @Test public void TC2_refuses() {}
                }
                """);
    }

    private static List<Outcome> outcomes(TestExecution... executions) {
        ModuleClasses module = new ModuleClasses("shop", List.of(classes));
        ResolveSettings settings =
                new ResolveSettings(Optional.empty(), Pattern.compile("TC\\d+"), List.of(), List.of(module));
        return Resolver.of(settings).resolve(List.of(executions)).resolutions().stream()
                .map(Resolution::execution)
                .map(TestExecution::outcome)
                .toList();
    }

    private static TestExecution execution(String name, Outcome outcome) {
        return Executions.of("shop.StockTest", name, outcome);
    }

    @Test
    void takesTestsThatTestNgSkippedBecauseTheirClassDiedAsAbsent() {
        assertThat(outcomes(
                        execution("connect", Outcome.FAILED),
                        execution("TC1_takes", Outcome.SKIPPED),
                        execution("TC2_refuses", Outcome.SKIPPED)))
                .containsExactly(Outcome.FAILED, Outcome.ABSENT, Outcome.ABSENT);
    }

    @Test
    void leavesSkippedTestsOfAClassThatLived() {
        assertThat(outcomes(execution("TC1_takes", Outcome.SKIPPED), execution("TC2_refuses", Outcome.PASSED)))
                .containsExactly(Outcome.SKIPPED, Outcome.PASSED);
    }

    @Test
    void leavesSkippedAttemptsOfARetriedTest() {
        assertThat(outcomes(
                        execution("TC1_takes", Outcome.SKIPPED),
                        execution("TC1_takes", Outcome.PASSED),
                        execution("rollBack", Outcome.FAILED),
                        execution("TC2_refuses", Outcome.SKIPPED)))
                .containsExactly(Outcome.SKIPPED, Outcome.PASSED, Outcome.FAILED, Outcome.ABSENT);
    }
}
