package io.gitlab.verdict.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotesTemplateTest {
    private static final VerdictPolicy POLICY = new VerdictPolicy(
            Optional.of(Verdict.FAIL), Optional.empty(), Optional.of(Verdict.PASS), Optional.of(Verdict.BLOCKED));
    private static final CiRun JOB =
            new CiRun("9", "", List.of(new CiRun.Link("job", "9", URI.create("https://gitlab.example/-/jobs/9"))));
    private static final TestExecution FAILED = TestExecution.of(
            new ReportedTest("", "", "shop.CartIT", "shop.CartIT", "adds"),
            Ending.of(
                    Outcome.FAILED,
                    new Problem(
                            Problem.Kind.FAILURE,
                            "java.lang.AssertionError",
                            "boom $1 {trace}",
                            "java.lang.AssertionError: boom $1 {trace}\n\tat org.junit.Assert.fail(Assert.java:1)\n"
                                    + "\tat shop.CartIT.adds(CartIT.java:42)")),
            Instant.EPOCH);

    private static String notes(NotesTemplate template, List<String> evidence) {
        return new NotesText(POLICY, JOB, template).write("b1", "TC1", Verdict.FAIL, List.of(FAILED), evidence);
    }

    @Test
    void writesTheDecisiveExecutionFirst() {
        assertThat(notes(NotesTemplate.STANDARD, List.of("trace.zip (50.0 MB): https://gitlab.example/x")))
                .isEqualTo("""
                        failed: shop.CartIT.adds
                        java.lang.AssertionError: boom $1 {trace}
                        \tat org.junit.Assert.fail(Assert.java:1)
                        \tat shop.CartIT.adds(CartIT.java:42)

                        Evidence:
                        trace.zip (50.0 MB): https://gitlab.example/x

                        job 9: https://gitlab.example/-/jobs/9""");
    }

    @Test
    void fillsATemplateOfTheUserAndLeavesOutLinesWithoutContent() {
        NotesTemplate template =
                NotesTemplate.of("<notes>", "{testCase} of {build}: {verdict}\\nfolded: {executions}\\n{location}");
        assertThat(notes(template, List.of())).isEqualTo("TC1 of b1: Fail\nat shop.CartIT.adds(CartIT.java:42)");
    }

    @Test
    void namesAPlaceholderThatThereIsNoneOf() {
        assertThatThrownBy(() -> NotesTemplate.of("<notes>", "{message} {stacktrace}"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("<notes> has the unknown placeholder {stacktrace}. Known are {build}, ");
    }

    private static boolean hold(NotesTemplate template, TestExecution execution) {
        return new NotesText(POLICY, JOB, template).holdStackTrace(execution);
    }

    private static TestExecution failed(Problem... problems) {
        return FAILED.withEnding(Ending.of(Outcome.FAILED, problems));
    }

    private static Problem problem(int frames) {
        return new Problem(
                Problem.Kind.FAILURE, "Error", "boom", "Error: boom" + "\n\tat a.B.c(B.java:1)".repeat(frames));
    }

    @Test
    void knowsWhetherTheNotesHoldTheWholeStackTrace() {
        assertThat(hold(NotesTemplate.STANDARD, FAILED)).isTrue();
        assertThat(hold(NotesTemplate.STANDARD, failed(problem(25)))).isTrue();
        assertThat(hold(NotesTemplate.STANDARD, failed(problem(26)))).isFalse();
        assertThat(hold(NotesTemplate.STANDARD, failed(problem(1), problem(1)))).isFalse();
        assertThat(hold(NotesTemplate.of("<notes>", "{message}"), FAILED)).isFalse();
        assertThat(hold(NotesTemplate.of("<notes>", "{trace}"), FAILED)).isFalse();
        assertThat(hold(NotesTemplate.of("<notes>", "{trace} {message}"), FAILED))
                .isTrue();
        assertThat(hold(NotesTemplate.of("<notes>", "{message}"), failed(problem(0))))
                .isTrue();
    }
}
