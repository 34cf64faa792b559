package io.gitlab.verdict.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.StatusReport;
import io.gitlab.verdict.domain.StatusReport.CaseLine;
import io.gitlab.verdict.domain.StatusReport.ContainerStatus;
import io.gitlab.verdict.domain.StatusRule;
import io.gitlab.verdict.domain.TestRun;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    private static final Instant DATE = Instant.parse("2026-11-20T15:00:00Z");
    private static final String HOSTILE =
            "</td><script>alert(1)</script>\"' onload='x {} %s \u202Eevil\n\u001B[31m" + "\uD83D\uDE00".repeat(60);
    private static final Pattern PART =
            Pattern.compile("<rect class=\"bar-(\\w+)\" x=\"(\\d+)\" y=\"0\" width=\"(\\d+)\"");

    private static RunContainer container(String id, String name, String archived) {
        return new RunContainer(
                "1", id, name, archived, Optional.of(URI.create("https://rally.example/#/1?a=1&b='2'")));
    }

    private static List<CaseLine> cases(Map<CaseStatus, Integer> counts, String name) {
        List<CaseLine> cases = new ArrayList<>();
        counts.forEach((status, count) -> IntStream.range(0, count)
                .mapToObj(i -> new CaseLine("TC" + cases.size(), name, status, Optional.empty(), Map.of()))
                .forEach(cases::add));
        return cases;
    }

    private static StatusReport report(Map<CaseStatus, Integer> counts, String name) {
        return new StatusReport(
                "rally",
                DATE,
                new StatusRule(true),
                List.of(new ContainerStatus(
                        container("TS1", name, ""), counts, name, List.of(name), Optional.of(List.of(name)))),
                List.of(container("TS2", name, name)),
                cases(counts, name),
                List.of(Finding.warning(name)));
    }

    private static String page(StatusReport report) throws IOException {
        StringWriter page = new StringWriter();
        new StatusPage(report, new HtmlWriter(page)).write();
        return page.toString();
    }

    private static List<MatchResult> parts(String page) {
        String chart = page.substring(page.indexOf("<svg class=\"chart\""), page.indexOf("</svg>"));
        return PART.matcher(chart).results().toList();
    }

    private static int number(MatchResult part, int group) {
        return Integer.parseInt(part.group(group));
    }

    @Test
    void showsTextsOfOthersAsTextsOnly() throws Exception {
        CaseLine line = new CaseLine(
                HOSTILE,
                HOSTILE,
                CaseStatus.FAILED,
                Optional.empty(),
                Map.of(HOSTILE, new TestRun(Optional.of(DATE), CaseStatus.FAILED, HOSTILE)));
        StatusReport plain = report(Map.of(CaseStatus.FAILED, 1), HOSTILE);
        String page = page(new StatusReport(
                "rally", DATE, plain.rule(), plain.containers(), plain.archived(), List.of(line), plain.findings()));

        assertThat(page)
                .contains("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; onload=&#39;x {} %s")
                .contains("href=\"https://rally.example/#/1?a=1&amp;b=&#39;2&#39;\"")
                .doesNotContain("<script", "onload='", "\u202E", "\u001B");
    }

    @Test
    void drawsEachStatusInProportionOneAfterTheOther() throws Exception {
        List<MatchResult> parts = parts(page(report(
                Map.of(
                        CaseStatus.NOT_SCHEDULED,
                        1,
                        CaseStatus.FAILED,
                        2,
                        CaseStatus.SCHEDULED,
                        3,
                        CaseStatus.PASSED,
                        4),
                "a")));

        assertThat(parts)
                .extracting(part -> part.group(1))
                .containsExactly("notScheduled", "failed", "scheduled", "passed");
        assertThat(parts).extracting(part -> number(part, 3) / 50).containsExactly(2, 4, 5, 7);
        for (int i = 1; i < parts.size(); i++) {
            assertThat(number(parts.get(i), 2)).isEqualTo(number(parts.get(i - 1), 2) + number(parts.get(i - 1), 3));
        }
    }

    @Test
    void showsOneFailureAndOneBlockadeAmongThousands() throws Exception {
        List<MatchResult> parts =
                parts(page(report(Map.of(CaseStatus.FAILED, 1, CaseStatus.BLOCKED, 1, CaseStatus.PASSED, 5_000), "a")));

        assertThat(parts).extracting(part -> part.group(1)).containsExactly("failed", "blocked", "passed");
        assertThat(parts).allMatch(part -> number(part, 3) >= 4);
        assertThat(number(parts.get(1), 2)).isEqualTo(number(parts.get(0), 3));
        assertThat(number(parts.get(2), 2) + number(parts.get(2), 3)).isEqualTo(1_000);
    }

    @Test
    void ordersTheRunsByTheNumberOfTheirTestSet() throws Exception {
        CaseLine line = new CaseLine(
                "TC1",
                "a",
                CaseStatus.SCHEDULED,
                Optional.empty(),
                Map.of("TS10", TestRun.planned(), "TS9", TestRun.planned()));

        assertThat(page(new StatusReport(
                        "rally", DATE, new StatusRule(true), List.of(), List.of(), List.of(line), List.of())))
                .contains("TS9: Scheduled<br>TS10: Scheduled");
    }

    @Test
    void keepsEachRowOfTheTableInOneLineAndItsColumns() {
        List<String> lines =
                StatusTable.lines(report(Map.of(CaseStatus.FAILED, 1, CaseStatus.PASSED, 2), HOSTILE), Path.of("out"));

        assertThat(lines).hasSize(4).noneMatch(line -> line.matches("(?s).*[\\p{Cntrl}\\p{Cs}\u202E].*"));
        assertThat(Stream.of(lines.get(1), lines.get(2)))
                .allMatch(line -> line.substring(40).matches(" +3 +1 +0 +0 +2 +0( +1)?"));
    }
}
