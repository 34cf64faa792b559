package io.gitlab.verdict.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusRuleTest {

    /**
     * Plans are separated by slashes; {@code archived} marks an archived plan. A run is a verdict and the day of execution;
     * {@code -} is a run that was not executed.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            no runs is Not Scheduled                            ;                       ; Not Scheduled ; Not Scheduled
            a plan without runs is Not Scheduled                ; none                  ; Not Scheduled ; Not Scheduled
            archived plans do not count                         ; archived Fail 1       ; Not Scheduled ; Not Scheduled
            archived plans do not count beside others           ; archived Fail 2 / Pass 1 ; Passed     ; Passed
            in one plan the latest run counts                   ; Fail 1, Pass 2        ; Passed        ; Passed
            in one plan the latest, in any order of the input   ; Fail 2, Pass 1        ; Failed        ; Failed
            of one instant the run added last counts            ; Pass 1, Fail 1        ; Failed        ; Failed
            Not Scheduled is more urgent than Failed            ; none / Fail 1         ; Not Scheduled ; Not Scheduled
            Failed is more urgent than Blocked                  ; Blocked 2 / Fail 1    ; Failed        ; Failed
            Blocked is more urgent than Scheduled               ; Blocked 1 / - 2       ; Blocked       ; Blocked
            Scheduled is more urgent than Passed                ; Pass 2 / - 1          ; Scheduled     ; Passed
            Passed when all plans say so                        ; Pass 1 / Pass 2       ; Passed        ; Passed
            failed in one plan and passed later in another      ; Fail 1 / Pass 2       ; Failed        ; Failed
            failed later in one plan than passed in another     ; Pass 1 / Fail 2       ; Failed        ; Failed
            failed and passed later in the same plan            ; Fail 1, Pass 2 / Pass 1 ; Passed      ; Passed
            unexecuted runs count, or not                       ; Pass 1, - 2           ; Scheduled     ; Passed
            an unexecuted run hides no later one                ; - 1, Fail 2           ; Failed        ; Failed
            an unexecuted run without a date is before all      ; Pass 1, -             ; Passed        ; Passed
            only unexecuted runs are Scheduled in any case      ; - 1                   ; Scheduled     ; Scheduled
            only unexecuted runs in all plans                   ; - 1 / -               ; Scheduled     ; Scheduled
            an error counts as failed                           ; Error 1               ; Failed        ; Failed
            inconclusive needs a user, as blocked does          ; Inconclusive 1        ; Blocked       ; Blocked
            so does a verdict that a workspace has added        ; Not Applicable 1      ; Blocked       ; Blocked
            """)
    void derivesTheStatus(String sentence, String plans, String counting, String notCounting) {
        assertThat(new StatusRule(true).status(plans(plans)).text())
                .as("counting unexecuted runs")
                .isEqualTo(counting);
        assertThat(new StatusRule(false).status(plans(plans)).text())
                .as("not counting unexecuted runs")
                .isEqualTo(notCounting);
    }

    private static List<PlanRuns> plans(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("/"))
                        .map(String::strip)
                        .map(StatusRuleTest::plan)
                        .toList();
    }

    private static PlanRuns plan(String text) {
        PlanRuns plan = PlanRuns.none(text.startsWith("archived"));
        String runs = text.replace("archived", "").strip();
        for (String run : runs.equals("none") ? new String[0] : runs.split(",")) {
            plan = plan.with(run(run.strip()));
        }
        return plan;
    }

    private static TestRun run(String text) {
        String day = text.replaceAll("\\D", "");
        String verdict = text.replaceAll("[-\\d]", "").strip();
        Optional<Instant> date =
                day.isEmpty() ? Optional.empty() : Optional.of(Instant.parse("2026-11-0" + day + "T10:00:00Z"));
        return new TestRun(date, CaseStatus.ofVerdict(verdict), verdict.isEmpty() ? "" : "B" + day);
    }
}
