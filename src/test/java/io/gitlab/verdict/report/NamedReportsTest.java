package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.input.EvidenceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that a setting names, as files or directories. */
class NamedReportsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    private final List<ReportDirectory> directories = new ArrayList<>();
    private final List<NamedReport> files = new ArrayList<>();
    private Optional<Instant> fence = Optional.empty();
    private Instant now = NOON;

    @Test
    void readsFilesOfAnyName() throws IOException {
        name(report("report.xml", "one"));
        match(report("e2e/results", "two"));

        Reports reports = read();
        assertThat(names(reports)).containsExactly("one", "two");
        assertThat(reports.files()).isEqualTo(2);
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void readsAFileOnceThoughADirectoryAPatternAndALinkLeadToIt() throws IOException {
        Path file = report("reports/TEST-a.xml", "one");
        directories.add(new ReportDirectory("", file.getParent(), "directory"));
        match(file);
        name(file);
        Path link = Files.createSymbolicLink(directory.resolve("linked"), file.getParent());
        match(link.resolve("TEST-a.xml"));
        directories.add(new ReportDirectory("", link, "link"));
        match(Files.createSymbolicLink(directory.resolve("latest.xml"), file));

        Reports reports = read();
        assertThat(reports.files()).isEqualTo(1);
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void namesAFileThatIsNoReport() throws IOException {
        name(write("results.xml", "<assemblies><assembly name='a.dll'/></assemblies>"));

        Reports reports = read();
        assertThat(reports.files()).isZero();
        assertThat(reports.findings()).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.message())
                    .contains(
                            directory.resolve("results.xml").toString(), "root element is <assemblies>", "<testsuite>");
        });
    }

    @Test
    void namesTheRootElementOfAFileThatIsNamedAsAReport() throws IOException {
        write("reports/TEST-xunit.xml", "<assemblies><assembly name='a.dll'/></assemblies>");

        Reports reports = Fixtures.read(directory.resolve("reports"));
        assertThat(reports.damaged()).hasSize(1);
        assertThat(messages(reports))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("TEST-xunit.xml", "root element is <assemblies>")
                        .doesNotContain("ParseError", "damaged"));
    }

    @Test
    void saysOnceWhatElseAWidePatternMatches() throws IOException {
        match(report("a/report.xml", "one"));
        for (int i = 1; i <= 7; i++) {
            match(write("m" + i + "/pom.xml", "<project/>"));
        }
        match(write("m8/broken.xml", ""));

        Reports reports = read();
        assertThat(names(reports)).containsExactly("one");
        assertThat(messages(reports))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .startsWith("8 of the files that **/*.xml matches")
                        .contains("m1/pom.xml (its root element is <project>)", "and 3 more")
                        .doesNotContain("m6/pom.xml"));
    }

    @Test
    void saysThatADirectoryHasNoReport() throws IOException {
        directories.add(new ReportDirectory("", Files.createDirectories(directory.resolve("test-results")), "results"));
        directories.add(new ReportDirectory("", directory.resolve("vanished"), "vanished"));
        directories.add(new ReportDirectory("", directory.resolve("default")));
        directories.add(new ReportDirectory("", report("more/TEST-a.xml", "one").getParent(), "several"));
        directories.add(new ReportDirectory("", Files.createDirectories(directory.resolve("empty")), "several"));

        assertThat(messages(read()))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("No test report is found by results"),
                        second -> assertThat(second).startsWith("No test report is found by vanished"));
    }

    @Test
    void namesTheFilesOfADirectoryInAnotherFormat() throws IOException {
        Path file = write("nunit/results.xml", "<test-run><test-case/></test-run>");
        directories.add(new ReportDirectory("", file.getParent(), "nunit"));

        assertThat(messages(read()))
                .anyMatch(message -> message.startsWith("No test report is found by nunit"))
                .anyMatch(message -> message.contains("results.xml (its root element is <test-run>)"));
    }

    @Test
    void aVanishedFileIsNamed() throws IOException {
        Path file = report("a/report.xml", "one");
        name(file);
        match(report("b/report.xml", "two"));
        Files.delete(file);

        Reports reports = read();
        assertThat(names(reports)).containsExactly("two");
        assertThat(messages(reports)).anyMatch(message -> message.contains(file.toString()));
    }

    @Test
    void leavesOutTheCopiesOfTestNg() throws IOException {
        Path target = Files.createDirectories(directory.resolve("surefire-reports"));
        write("surefire-reports/testng-results.xml", "<testng-results/>");
        match(report("surefire-reports/TEST-TestSuite.xml", "one"));
        match(report("surefire-reports/Surefire suite/Surefire test.xml", "one"));
        match(report("surefire-reports/junitreports/TEST-demo.xml", "one"));
        directories.add(new ReportDirectory("", target, "directory"));
        directories.add(new ReportDirectory("", target.resolve("junitreports"), "directory"));

        Reports reports = read();
        assertThat(names(reports)).containsExactly("one");
        assertThat(reports.findings())
                .isNotEmpty()
                .allMatch(finding -> finding.severity() == Finding.Severity.INFO
                        && finding.message().contains("TestNG"));
    }

    @Test
    void seesACrashBesideNamedReports() throws IOException {
        match(report("surefire-reports/TEST-a.xml", "one"));
        write("surefire-reports/2026-11-21T12-00-00_123.dumpstream", "corrupted");
        write("heap.dump", "of another tool");
        name(report("report.xml", "two"));

        assertThat(messages(read()))
                .singleElement()
                .satisfies(message -> assertThat(message).contains("crashed", "surefire-reports"));
    }

    @Test
    void comparesNamedReportsWithTheFence() throws IOException {
        fence = Optional.of(NOON);
        Path file = report("report.xml", "one");
        name(file);
        modify(file, NOON.minusSeconds(1));
        assertThat(read().stale()).containsExactly(file);
        assertThat(reader().anyFresh(set())).isFalse();
        modify(file, NOON);
        assertThat(names(read())).containsExactly("one");
        assertThat(reader().anyFresh(set())).isTrue();
    }

    @Test
    void warnsOfReportsThatAreHoursOlderThanTheOthers() throws IOException {
        Path old = report("reports/TEST-old.xml", "old");
        Path first = report("reports/TEST-a.xml", "one");
        Path last = report("reports/TEST-b.xml", "two");
        directories.add(new ReportDirectory("", old.getParent()));
        modify(first, NOON.minus(Duration.ofHours(2)));
        modify(last, NOON);
        modify(old, NOON.minus(Duration.ofHours(4)));
        assertThat(messages(read())).isEmpty();

        modify(old, NOON.minus(Duration.ofHours(6)));
        assertThat(messages(read()))
                .singleElement()
                .satisfies(message ->
                        assertThat(message).contains("1 of 3 report files", old.toString(), "2026-11-21T06:00:00Z"));

        fence = Optional.of(NOON.minus(Duration.ofHours(7)));
        assertThat(messages(read())).isEmpty();
    }

    @Test
    void warnsOfReportsThatAreAllOlderThanADay() throws IOException {
        Path file = report("reports/TEST-a.xml", "one");
        directories.add(new ReportDirectory("", file.getParent()));
        modify(file, NOON);
        now = NOON.plus(Duration.ofHours(24));
        assertThat(messages(read())).isEmpty();

        now = NOON.plus(Duration.ofHours(25));
        assertThat(messages(read()))
                .singleElement()
                .satisfies(message -> assertThat(message).contains("older than a day", file.toString()));
    }

    private Path report(String name, String test) throws IOException {
        Path file = write(name, "<testsuite><testcase classname='a.B' name='" + test + "' time='1'/></testsuite>");
        modify(file, NOON);
        return file;
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void modify(Path file, Instant modified) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private void name(Path file) {
        files.add(new NamedReport("", file, file.toString(), true));
    }

    private void match(Path file) {
        files.add(new NamedReport("", file, "**/*.xml", false));
    }

    private ReportSet set() {
        return new ReportSet(directories, files, List.of(), List.of());
    }

    private ReportReader reader() {
        return new ReportReader(
                fence,
                StaleReports.SKIP,
                new EvidenceStore(directory.resolve("evidence"), 1 << 20),
                new DateRules(Optional.empty(), ZoneOffset.UTC, Clock.fixed(now, ZoneOffset.UTC)));
    }

    private Reports read() {
        return Fixtures.withoutRemark(reader().read(set()));
    }

    private static List<String> names(Reports reports) {
        return reports.executions().stream().map(TestExecution::name).toList();
    }

    private static List<String> messages(Reports reports) {
        return reports.findings().stream().map(Finding::message).toList();
    }
}
