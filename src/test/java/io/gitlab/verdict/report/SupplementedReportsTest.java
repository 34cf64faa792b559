package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Surefire's reports of real runs, with the further reports of the same runs. */
class SupplementedReportsTest {
    private static final Path REAL = Path.of("src/test/resources/supplements").toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void allureAddsLinksAndAttachmentsToEachTest() {
        Reports reports = read("allure", "surefire-reports");
        assertThat(reports.executions().stream().map(SupplementedReportsTest::text))
                .containsExactlyInAnyOrder(
                        "factory()[1] PASSED [TC-100 first]",
                        "off SKIPPED [TC40, off()]",
                        "adds PASSED [TC12, TC15, TC13, 812, TC14, adds an item]"
                                + " ddff1ebb-9e79-47e0-a5b7-2b5d419206d7-attachment.txt"
                                + " 03ef7038-2a91-48a8-8f01-dd9d11bb416e-attachment.png",
                        "pays(String)[1] PASSED [TC30, pays(String) pays visa]",
                        "pays(String)[2] FAILED [TC30, pays(String) pays amex]",
                        "flaky FLAKY [flaky()]",
                        "deep PASSED [TC77, deep()]");
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void allureIsAReportOfItsOwnIfNoOtherReportHasTheTests() {
        Reports reports = read("allure", "none");
        assertThat(reports.executions().stream().map(execution -> execution.name() + " " + execution.outcome()))
                .containsExactlyInAnyOrder(
                        "factory()[1] PASSED",
                        "off SKIPPED",
                        "adds PASSED",
                        "pays(String)[1] PASSED",
                        "pays(String)[2] FAILED",
                        "flaky FLAKY",
                        "deep PASSED");
        assertThat(reports.executions()).extracting(TestExecution::className).contains("demo.AllTest$Inner");
    }

    @Test
    void allureMayBeTheOnlyReportThatASettingNames() {
        Path results = REAL.resolve("allure/allure-results");
        ReportSet named =
                new ReportSet(List.of(new ReportDirectory("", results, "reports")), List.of(), List.of(), List.of());
        Reports reports = reader().read(named);
        assertThat(reports.executions()).hasSize(7);
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void testsThatOnlyADefaultReportHasAreLeftOutIfASettingNamesOtherReports() {
        Path build = REAL.resolve("allure");
        ReportSet set = new ReportSet(
                List.of(), List.of(), List.of(new ModuleDirectories("", directory, build)), true, List.of());
        Reports reports = reader().read(set);
        assertThat(reports.executions()).isEmpty();
        assertThat(reports.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.startsWith("7 tests of Allure are in none of the reports")
                        && message.contains("-result.json to the setting"));
    }

    @Test
    void fixturesOfTestsAndOtherProjectsBelowAreNoReports() throws IOException {
        for (String place : List.of("test-classes/fixtures", "classes", "it/shop/target")) {
            Path fixture = Files.createDirectories(directory.resolve(place)).resolve("allure-results");
            Files.createDirectories(fixture);
            for (Path file : files(REAL.resolve("allure/allure-results"))) {
                Files.copy(file, fixture.resolve(file.getFileName()));
            }
        }
        Files.writeString(directory.resolve("it/shop/pom.xml"), "<project/>");
        assertThat(read(directory, directory.resolve("none")).executions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open-test-report.xml", "testng-results.xml"})
    void aFileOfThatNameWithAnotherRootIsAnError(String name) throws IOException {
        Files.writeString(directory.resolve(name), "<html/>");
        assertThat(read(directory, directory.resolve("none")).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains(name, "its root element is <html>");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void testNgAddsLoggedMarkersAttributesAndGroupsToEachTest() {
        Reports reports = read("testng", "surefire-reports");
        assertThat(reports.executions().stream().map(SupplementedReportsTest::text))
                .contains(
                        "adds PASSED [TC15, TC16, slow, TC12, adds (TC13) an item] target/y.png target/x.png",
                        "data[1, a\nb](1) PASSED [TC30 data]",
                        "data[2, c](2) FAILED [TC30 data]",
                        "fails FAILED [TC60]",
                        "skips SKIPPED [TC62]",
                        "dep SKIPPED [TC61]");
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void anAmbiguousTestIsReportedIfItHasSomethingToAdd() throws IOException {
        Files.writeString(
                directory.resolve("TEST-a.B.xml"),
                "<testsuite name='a.B'>"
                        + "<testcase classname='a.B' name='plain' time='1'/><testcase classname='a.B' name='plain' time='2'/>"
                        + "<testcase classname='a.B' name='group' time='1'/><testcase classname='a.B' name='group' time='2'/>"
                        + "</testsuite>");
        Files.writeString(
                directory.resolve("testng-results.xml"),
                "<testng-results><suite><groups><group name='TC1'>"
                        + "<method class='a.B' name='group'/></group></groups><test><class name='a.B'>"
                        + "<test-method name='plain' signature='plain()' status='PASS'/>"
                        + "<test-method name='group' signature='group()' status='PASS'/></class></test></suite></testng-results>");
        assertThat(Fixtures.withoutRemark(read(directory, directory)).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .startsWith("1 tests of TestNG")
                .contains("a.B.group");
    }

    /** Rows of a parallel data provider end in another order than they are in TestNG's report. */
    @Test
    void rowsWhoseOrderContradictsTheirOutcomesArePairedByOutcomeAndDuration() throws IOException {
        Reports reports = rows("PASS 308 TC73", "FAIL 607 TC71", "PASS 13 TC72");
        assertThat(reports.executions().stream().map(SupplementedReportsTest::text))
                .containsExactly(
                        "data[order](1) PASSED [TC72]", "data[order](2) PASSED [TC73]", "data[order](3) FAILED [TC71]");
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void rowsThatNothingTellsApartAreReported() throws IOException {
        Reports reports = rows("PASS 306 TC73", "FAIL 607 TC71", "PASS 308 TC72");
        assertThat(reports.executions())
                .allMatch(execution -> execution.labels().isEmpty());
        assertThat(reports.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .startsWith("3 rows of TestNG cannot be distinguished")
                .contains("a.B.data[order](1)");
    }

    private Reports rows(String... rows) throws IOException {
        Files.writeString(
                directory.resolve("TEST-a.B.xml"),
                "<testsuite name='a.B'><testcase classname='a.B' name='data[order](1)' time='0.014'/>"
                        + "<testcase classname='a.B' name='data[order](2)' time='0.303'/>"
                        + "<testcase classname='a.B' name='data[order](3)' time='0.608'><failure/></testcase></testsuite>");
        String methods = Stream.of(rows)
                .map(row -> row.split(" "))
                .map(row -> ("<test-method name='data' signature='data()' status='%s' duration-ms='%s'"
                                + " started-at='2026-12-01T01:32:11Z'><params><param index='0'><value>order</value></param>"
                                + "</params><reporter-output><line>[[PROPERTY|testCase=%s]]</line></reporter-output>"
                                + "</test-method>")
                        .formatted((Object[]) row))
                .collect(Collectors.joining());
        Files.writeString(
                directory.resolve("testng-results.xml"),
                "<testng-results><suite><test><class name='a.B'>" + methods
                        + "</class></test></suite></testng-results>");
        return Fixtures.withoutRemark(read(directory, directory));
    }

    @Test
    void theVerdictOfJunitXmlStandsAndAContradictionIsReported() throws IOException {
        Files.writeString(
                directory.resolve("TEST-a.B.xml"),
                "<testsuite name='a.B'><testcase classname='a.B' name='pays'/></testsuite>");
        Files.writeString(
                directory.resolve("testng-results.xml"),
                "<testng-results><suite><groups><group name='TC1'><method class='a.B' name='pays'/></group></groups>"
                        + "<test><class name='a.B'><test-method name='pays' signature='pays()' status='FAIL'"
                        + " started-at='2026-12-01T01:32:11Z'/></class></test></suite></testng-results>");
        Reports reports = Fixtures.withoutRemark(read(directory, directory));
        assertThat(reports.executions().stream().map(SupplementedReportsTest::text))
                .containsExactly("pays PASSED [TC1]");
        assertThat(reports.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .startsWith("Reports contradict each other about 1 tests")
                .contains("a.B.pays (TestNG)", "The verdicts are those of the JUnit XML reports.");
    }

    private static String text(TestExecution execution) {
        String labels = execution.labels().stream().map(Label::text).collect(Collectors.joining(", ", "[", "]"));
        String files = execution.evidence().stream()
                .map(EvidenceFile::path)
                .map(path -> " " + path)
                .collect(Collectors.joining());
        return execution.name() + " " + execution.outcome() + " " + labels + files;
    }

    private Reports read(String run, String reports) {
        Path build = REAL.resolve(run);
        return Fixtures.withoutRemark(read(build, build.resolve(reports)));
    }

    private Reports read(Path build, Path reports) {
        ReportSet set = new ReportSet(
                List.of(new ReportDirectory("", reports)),
                List.of(),
                List.of(new ModuleDirectories("", directory, build)),
                List.of());
        return reader().read(set);
    }

    private ReportReader reader() {
        return new ReportReader(
                Optional.empty(),
                StaleReports.PUBLISH,
                new EvidenceStore(directory.resolve("evidence"), 1 << 20),
                Fixtures.DATES);
    }
}
