package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationPlannerTest {
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");
    private static final VerdictPolicy POLICY =
            policy(Verdict.FAIL, Optional.empty(), Verdict.PASS, Optional.of(Verdict.BLOCKED));

    private static VerdictPolicy policy(
            Verdict errored, Optional<Verdict> skipped, Verdict flaky, Optional<Verdict> absent) {
        return new VerdictPolicy(Optional.of(errored), skipped, Optional.of(flaky), absent);
    }

    private static TestExecution execution(String name, Outcome outcome, Problem... problems) {
        return execution(name, outcome, DATE, Optional.of(Duration.ofSeconds(1)), problems);
    }

    private static TestExecution execution(
            String name, Outcome outcome, Instant date, Optional<Duration> duration, Problem... problems) {
        String skipReason = outcome == Outcome.SKIPPED ? "not today" : "";
        return new TestExecution(
                new ReportedTest("", "", "s", "shop.CartIT", name),
                new Ending(outcome, List.of(problems), skipReason),
                date,
                duration,
                List.of());
    }

    private static Resolution of(TestExecution execution, String... testCases) {
        return new Resolution(execution, List.of(testCases), testCases.length == 0 ? Rule.NONE : Rule.NAME, List.of());
    }

    private static List<Result> plan(VerdictPolicy policy, Resolution... resolutions) {
        Publication publication =
                new PublicationPlanner(policy, CiRun.NONE, NotesTemplate.STANDARD).plan("B1", List.of(resolutions));
        assertThat(publication.build()).isEqualTo("B1");
        return publication.results();
    }

    private static Resolution[] ofOne(String outcomes) {
        List<Outcome> all =
                Arrays.stream(outcomes.split(" ")).map(Outcome::valueOf).toList();
        return IntStream.range(0, all.size())
                .mapToObj(i -> of(execution("t" + i, all.get(i)), "TC1"))
                .toArray(Resolution[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "PASSED, PASS",
        "PASSED PASSED, PASS",
        "PASSED FAILED PASSED, FAIL",
        "FAILED ERRORED, ERROR",
        "ABSENT PASSED, BLOCKED",
        "ABSENT FAILED, FAIL",
        "FLAKY PASSED, INCONCLUSIVE",
        "FLAKY ABSENT, BLOCKED",
        "SKIPPED PASSED, PASS",
        "SKIPPED FLAKY, INCONCLUSIVE",
        "SKIPPED SKIPPED, BLOCKED"
    })
    void foldsToTheMostUrgentVerdict(String outcomes, Verdict verdict) {
        VerdictPolicy strict =
                policy(Verdict.ERROR, Optional.of(Verdict.BLOCKED), Verdict.INCONCLUSIVE, Optional.of(Verdict.BLOCKED));

        assertThat(plan(strict, ofOne(outcomes)))
                .singleElement()
                .extracting(Result::verdict)
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"SKIPPED", "SKIPPED SKIPPED"})
    void leavesOutWhatWasOnlySkipped(String outcomes) {
        assertThat(plan(POLICY, ofOne(outcomes))).isEmpty();
    }

    @Test
    void leavesOutWhatWasAbsentWhenAskedTo() {
        VerdictPolicy omitting = policy(Verdict.FAIL, Optional.empty(), Verdict.PASS, Optional.empty());

        assertThat(plan(omitting, ofOne("ABSENT SKIPPED"))).isEmpty();
        assertThat(plan(omitting, ofOne("ABSENT PASSED")))
                .singleElement()
                .extracting(Result::executions)
                .isEqualTo(List.of(1));
    }

    @Test
    void datesByTheLatestAndSumsTheDurationsOfWhatCounts() {
        Result result = plan(
                        POLICY,
                        of(
                                execution(
                                        "a", Outcome.PASSED, DATE.plusSeconds(60), Optional.of(Duration.ofSeconds(2))),
                                "TC1"),
                        of(execution("b", Outcome.FAILED, DATE, Optional.empty()), "TC1"),
                        of(execution("c", Outcome.PASSED, DATE, Optional.of(Duration.ofSeconds(3))), "TC1"),
                        of(
                                execution(
                                        "d", Outcome.SKIPPED, DATE.plusSeconds(999), Optional.of(Duration.ofHours(1))),
                                "TC1"))
                .get(0);

        assertThat(result.key().date()).isEqualTo(DATE.plusSeconds(60));
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(5));
        assertThat(result.executions()).containsExactly(0, 1, 2);
    }

    @Test
    void givesEachOfSeveralTestCasesOfATestItsResultInTheOrderFound() {
        List<Result> results = plan(
                POLICY,
                of(execution("none", Outcome.PASSED)),
                of(execution("a", Outcome.FAILED), "TC2", "TC1"),
                of(execution("b", Outcome.PASSED), "TC1"));

        assertThat(results).extracting(result -> result.key().testCase()).containsExactly("TC2", "TC1");
        assertThat(results).extracting(Result::verdict).containsOnly(Verdict.FAIL);
        assertThat(results).extracting(Result::executions).containsExactly(List.of(1), List.of(1, 2));
    }

    @Test
    void takesIdsThatDifferInCaseForOneTestCaseSpelledAsFound() {
        TestExecution execution = ofOne("PASSED")[0].execution();
        assertThat(plan(POLICY, of(execution, "3b3-TC-1"), of(execution, "3B3-TC-1")))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.key().testCase()).isEqualTo("3b3-TC-1");
                    assertThat(result.executions()).containsExactly(0, 1);
                });
    }

    @Test
    void plansTheSameFromTheSameReports() {
        assertThat(plan(POLICY, ofOne("PASSED FAILED SKIPPED")))
                .isEqualTo(plan(POLICY, ofOne("PASSED FAILED SKIPPED")));
    }

    // Notes

    private static String notes(Resolution... resolutions) {
        return plan(POLICY, resolutions).get(0).notes();
    }

    private static Problem problem(String type, String message, String detail) {
        return new Problem(Problem.Kind.FAILURE, type, message, detail);
    }

    @Test
    void namesTheDecisiveExecutionFirstAndThenWhatWasFolded() {
        assertThat(notes(
                        of(execution("a", Outcome.PASSED), "TC1"),
                        of(execution("b", Outcome.FAILED, problem("Boom", "1 is not 2", "")), "TC1")))
                .isEqualTo("failed: shop.CartIT.b\nBoom: 1 is not 2\n\nFolded from 2 executions:\n"
                        + "passed: shop.CartIT.a\nfailed: shop.CartIT.b");
    }

    @Test
    void doesNotRepeatTheMessageThatTheTraceBeginsWith() {
        assertThat(notes(of(
                        execution("b", Outcome.FAILED, problem("Boom", "no", "Boom: no\n\tat shop.CartIT.b(1)")),
                        "TC1")))
                .isEqualTo("failed: shop.CartIT.b\nBoom: no\n\tat shop.CartIT.b(1)");
    }

    @Test
    void cutsTheTraceAndTheListOfExecutions() {
        String trace = "\tat x\n".repeat(1_000);
        Resolution[] many = IntStream.range(0, 150)
                .mapToObj(i -> of(execution("t" + i, Outcome.FAILED, problem("Boom", "no", trace)), "TC1"))
                .toArray(Resolution[]::new);

        assertThat(notes(many).lines().filter("\tat x"::equals)).hasSize(25);
        assertThat(notes(many)).endsWith("failed: shop.CartIT.t99\nand 50 more");
    }

    @Test
    void givesTheReasonOfASkip() {
        VerdictPolicy blocked = policy(Verdict.FAIL, Optional.of(Verdict.BLOCKED), Verdict.PASS, Optional.empty());

        assertThat(plan(blocked, ofOne("SKIPPED")).get(0).notes()).isEqualTo("skipped: shop.CartIT.t0\nnot today");
    }

    @Test
    void saysInTheNotesWhereTheResultIsFrom() {
        CiRun job = new CiRun(
                "90210",
                "firefox, 17",
                List.of(new CiRun.Link("job", "90210", URI.create("https://gitlab.example/1"))));
        List<Resolution> resolutions = List.of(of(execution("adds()", Outcome.PASSED), "TC1"));

        Publication publication = new PublicationPlanner(POLICY, job, NotesTemplate.STANDARD).plan("B1", resolutions);

        assertThat(publication.results().get(0).notes())
                .endsWith("\n\nVariant: firefox, 17\njob 90210: https://gitlab.example/1");
    }

    @Test
    void knowsWhoseStackTraceIsInTheNotes() {
        Problem problem = new Problem(Problem.Kind.FAILURE, "Error", "boom", "Error: boom\n\tat a.B.c(B.java:1)");
        List<Resolution> resolutions = List.of(
                of(execution("passes", Outcome.PASSED), "TC1"),
                of(execution("decides", Outcome.FAILED, problem), "TC1"),
                of(execution("fails", Outcome.FAILED, problem), "TC1"));

        for (String template : List.of("{message}\n{trace}", "{message}")) {
            PublicationPlanner planner =
                    new PublicationPlanner(POLICY, CiRun.NONE, NotesTemplate.of("<notes>", template));
            Result result = planner.plan("B1", resolutions).results().get(0);
            assertThat(result.executions())
                    .filteredOn(
                            position -> planner.stackTracesInNotes(resolutions).hold(result, position))
                    .isEqualTo(template.contains("{trace}") ? List.of(1) : List.of());
        }
    }
}
