package io.gitlab.verdict.report.supplement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.Fixtures;
import io.gitlab.verdict.report.Reports;
import io.gitlab.verdict.report.Supplemented;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report without timestamp has the date of its file; the start of the test in another report is better. */
class SupplementDatesTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-21T20:30:00Z");

    @TempDir
    Path build;

    private Instant eventsWritten = WRITTEN;

    private TestExecution only(Reports reports) {
        assertThat(reports.executions()).hasSize(1);
        return reports.executions().get(0);
    }

    private Reports read(String timestamp, String start) throws Exception {
        Path directory = Files.createDirectories(build.resolve("surefire-reports"));
        Path xml = Files.writeString(
                directory.resolve("TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest'" + timestamp
                        + "><testcase classname='shop.CartTest' name='adds'/></testsuite>");
        Files.setLastModifiedTime(xml, FileTime.from(WRITTEN));
        Path events = Files.writeString(build.resolve("open-test-report.xml"), """
                <e:events xmlns="https://schemas.opentest4j.org/reporting/core/0.2.0"
                  xmlns:e="https://schemas.opentest4j.org/reporting/events/0.2.0"
                  xmlns:java="https://schemas.opentest4j.org/reporting/java/0.2.0"
                  xmlns:junit="https://schemas.junit.org/open-test-reporting">
                <e:started id="1" name="adds()" time="%s"><metadata>
                <junit:uniqueId>[engine:junit-jupiter]/[class:shop.CartTest]/[method:adds()]</junit:uniqueId>
                <junit:legacyReportingName>adds()</junit:legacyReportingName><junit:type>TEST</junit:type></metadata>
                <sources><java:methodSource className="shop.CartTest" methodName="adds" methodParameterTypes=""/></sources>
                </e:started><e:finished id="1" time="%s"><result status="SUCCESSFUL"/></e:finished></e:events>
                """.formatted(start, start));
        Files.setLastModifiedTime(events, FileTime.from(eventsWritten));
        return Fixtures.readModule(build);
    }

    @Test
    void takesTheStartOfTheTest() throws Exception {
        Reports reports = read("", "2026-11-21T20:29:58.123456789Z");

        assertThat(only(reports).date()).isEqualTo("2026-11-21T20:29:58.123Z");
        assertThat(reports.findings()).extracting(Finding::message).noneMatch(text -> text.contains("no timestamp"));
    }

    @Test
    void keepsATimestampOfTheReport() throws Exception {
        assertThat(only(read(" timestamp='2026-11-21T20:20:00Z'", "2026-11-21T20:29:58Z"))
                        .date())
                .isEqualTo("2026-11-21T20:20:00Z");
    }

    @Test
    void aFileThatIsHoursOlderThanTheReportsIsOfAnEarlierRun() throws Exception {
        eventsWritten = WRITTEN.minus(Duration.ofHours(3)).minusSeconds(1);
        read("", "2026-11-21T17:29:58Z");

        Reports reports = Supplemented.read(build);

        assertThat(only(reports).date()).isEqualTo(WRITTEN);
        assertThat(reports.findings())
                .extracting(Finding::message)
                .anyMatch(text -> text.startsWith("1 files of Open Test Reporting are hours older")
                        && text.contains("open-test-report.xml, written at " + eventsWritten + ", 3 hours before")
                        && text.contains("Run mvn clean"));
    }

    @Test
    void aFileIsOfThisRunWithinHours() throws Exception {
        eventsWritten = WRITTEN.minus(Duration.ofHours(3)).plusSeconds(1);
        read("", "2026-11-21T17:29:58Z");

        assertThat(only(Supplemented.read(build)).date()).isEqualTo("2026-11-21T17:29:58Z");
    }

    @Test
    void aFileThatIsNearAnEarlierReportOfTheModuleIsKept() throws Exception {
        eventsWritten = WRITTEN;
        read("", "2026-11-21T20:29:58Z");
        Path later = Files.writeString(
                build.resolve("surefire-reports/TEST-shop.LaterIT.xml"),
                "<testsuite name='shop.LaterIT'><testcase classname='shop.LaterIT' name='pays'/></testsuite>");
        Files.setLastModifiedTime(later, FileTime.from(WRITTEN.plus(Duration.ofHours(9))));

        assertThat(Supplemented.read(build).executions())
                .extracting(TestExecution::date)
                .contains(Instant.parse("2026-11-21T20:29:58Z"));
    }

    @Test
    void takesNoStartInTheFuture() throws Exception {
        Reports reports = read("", "2031-11-21T20:29:58Z");

        assertThat(only(reports).date()).isEqualTo(WRITTEN);
        assertThat(reports.findings()).extracting(Finding::message).anyMatch(text -> text.contains("no timestamp"));
    }
}
