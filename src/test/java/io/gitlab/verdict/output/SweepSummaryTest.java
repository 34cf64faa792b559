package io.gitlab.verdict.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.SweepReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepSummaryTest {
    private static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");

    private static String line(String build) {
        StuckResult execution =
                new StuckResult("7", Optional.of("TC1"), "", build, "", "", Optional.of(DATE), DATE, Optional.empty());
        RepairStatus swept =
                new RepairStatus(execution, RepairStatus.State.PLANNED, "TC1", "Blocked", "it had no verdict");
        return lines(true, List.of(swept)).get(0);
    }

    private static List<String> lines(boolean finished, List<RepairStatus> executions) {
        SweepReport report = new SweepReport(
                "qmetry", "B9", "run-1", DATE, Duration.ZERO, true, finished, 0, 0, executions, List.of());
        return SweepSummary.lines(report, Path.of("target"));
    }

    @Test
    void namesABuildWhereThereIsOne() {
        assertThat(line("B1")).isEqualTo("planned as Blocked: TC1, build B1: it had no verdict");
        assertThat(line("")).isEqualTo("planned as Blocked: TC1: it had no verdict");
    }

    @Test
    void doesNotPassOffWhatWasNotReadAsNothing() {
        assertThat(lines(false, List.of())).contains("qmetry: 0 stuck results; the sweep was not completed");
        assertThat(lines(true, List.of())).contains("qmetry: 0 stuck results");
    }
}
