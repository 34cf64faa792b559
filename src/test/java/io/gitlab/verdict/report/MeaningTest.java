package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.input.EvidenceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the elements and attributes of reports of many tools mean. */
class MeaningTest {

    private static final Instant NOW = Instant.parse("2026-11-30T18:30:00Z");
    private static final String FAILED = "<testcase name='t' classname='a.B'%s><failure message='first'/></testcase>";
    private static final String PASSED = "<testcase name='t' classname='a.B'%s/>";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "run, completed, PASSED",
        "notrun, suppressed, SKIPPED",
        "notrun, , SKIPPED",
        "disabled, , SKIPPED",
        "run, skipped, SKIPPED",
        "Skipped, , SKIPPED",
        "passed, , PASSED",
    })
    void takesATestAsSkippedThatItsAttributesCallNotRun(String status, String result, Outcome outcome)
            throws IOException {
        String attributes = " status='" + status + "'" + (result == null ? "" : " result='" + result + "'");
        report("TEST-a.xml", "<testsuite>" + PASSED.formatted(attributes) + "</testsuite>");
        assertThat(read().executions()).extracting(TestExecution::outcome).containsExactly(outcome);
        report("TEST-a.xml", "<testsuite>" + FAILED.formatted(attributes) + "</testsuite>");
        assertThat(read().executions()).extracting(TestExecution::outcome).containsExactly(Outcome.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "' status=\"failed\"', '', 'status=\"failed\"'",
        "' status=\"run\" result=\"Failure\"', '', 'result=\"Failure\"'",
        "' status=\"error\"', '', 'status=\"error\"'",
        "'', <failed/>, <failed>",
        "'', <ignored/>, <ignored>",
    })
    void saysWhatAReportCallsATestThatPassed(String attributes, String child, String note) throws IOException {
        String test = "<testcase name='t%d' classname='a.B'%s>%s</testcase>";
        report(
                "TEST-a.xml",
                "<testsuite>" + PASSED.formatted(" status='run' result='completed'")
                        + test.formatted(1, attributes, child)
                        + test.formatted(2, attributes, child)
                        + test.formatted(3, attributes, child + "<failure/>") + "</testsuite>");
        assertThat(read().executions())
                .extracting(TestExecution::outcome)
                .containsExactly(Outcome.PASSED, Outcome.PASSED, Outcome.PASSED, Outcome.FAILED);
        assertThat(warnings(read()))
                .singleElement()
                .asString()
                .contains("TEST-a.xml has 2 tests", "the first is a.B.t1 with " + note);
    }

    @ParameterizedTest
    @CsvSource({"Failure, FAILED", "ERROR, ERRORED", "Skipped, SKIPPED", "FlakyFailure, FLAKY"})
    void readsElementsInAnyCase(String element, Outcome outcome) throws IOException {
        report("TEST-a.xml", "<testsuite><testcase name='t' classname='a.B'><" + element + "/></testcase></testsuite>");
        assertThat(read().executions()).extracting(TestExecution::outcome).containsExactly(outcome);
        assertThat(warnings(read())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<testsuite tests='5' failures='2'/>, WARNING, 'counts 5 tests, but has no <testcase>'",
        "<testsuites><testsuite tests='1'/></testsuites>, WARNING, 'counts 1 test, but has no <testcase>'",
        "<testsuites/>, INFO, has no tests.",
    })
    void saysThatAReportHasNoTests(String xml, Finding.Severity severity, String message) throws IOException {
        report("TEST-a.xml", xml);
        assertThat(read().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.message()).contains(message);
        });

        report("TEST-a.xml", "<testsuite tests='0'/>");
        assertThat(read().findings()).isEmpty();
    }

    @Test
    void takesAPassAfterFailuresAsReRunAndSaysSo() throws IOException {
        report(
                "TEST-a.xml",
                "<testsuite name='a.B' timestamp='2026-11-30T18:00:00Z'>" + FAILED.formatted("")
                        + FAILED.formatted(" time='2'") + PASSED.formatted(" time='3'") + "</testsuite>");
        Reports reports = read();
        assertThat(reports.executions()).singleElement().satisfies(test -> {
            assertThat(test.outcome()).isEqualTo(Outcome.FLAKY);
            assertThat(test.duration())
                    .hasValueSatisfying(time -> assertThat(time).hasSeconds(3));
            assertThat(test.problems())
                    .extracting(Problem::kind)
                    .containsExactly(Problem.Kind.FLAKY_FAILURE, Problem.Kind.FLAKY_FAILURE);
        });
        assertThat(warnings(reports)).singleElement().asString().contains("taken for re-run", "a.B.t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PF", "PFP", "FPP", "FPF", "FSP"})
    void takesNoOtherOrderAsReRun(String order) throws IOException {
        StringBuilder tests = new StringBuilder();
        order.chars()
                .mapToObj(c -> c == 'P'
                        ? PASSED
                        : c == 'F' ? FAILED : "<testcase name='t' classname='a.B'><skipped/></testcase>")
                .forEach(test -> tests.append(test.formatted("")));
        report("TEST-a.xml", "<testsuite name='a.B'>" + tests + "</testsuite>");
        assertThat(read().executions())
                .hasSize(order.length())
                .extracting(TestExecution::outcome)
                .doesNotContain(Outcome.FLAKY);
    }

    @Test
    void takesNoTestOfAnotherProjectOfPlaywrightAsReRun() throws IOException {
        report(
                "TEST-a.xml",
                "<testsuites><testsuite name='a' hostname='chromium'>" + FAILED.formatted("") + "</testsuite>"
                        + "<testsuite name='a' hostname='firefox'>" + PASSED.formatted("")
                        + "</testsuite></testsuites>");
        assertThat(read().executions())
                .extracting(TestExecution::variant, TestExecution::outcome)
                .containsExactly(tuple("chromium", Outcome.FAILED), tuple("firefox", Outcome.PASSED));
    }

    @Test
    void takesASuiteAsReRunOnlyIfItRepeatsNoTestThatPassedAndRanWithinAnHour() throws IOException {
        String other = "<testcase name='u' classname='a.B'/>";
        String suite = "<testsuite name='s' timestamp='2026-11-30T%s:00Z'>%s</testsuite>";
        String first = suite.formatted("16:10", FAILED.formatted("") + other);
        report("TEST-1.xml", "<testsuites>" + first + suite.formatted("16:20", PASSED.formatted("")) + "</testsuites>");
        assertThat(read().executions())
                .extracting(TestExecution::outcome)
                .containsExactly(Outcome.FLAKY, Outcome.PASSED);

        String repeating = suite.formatted("16:20", PASSED.formatted("") + other);
        report("TEST-1.xml", "<testsuites>" + first + repeating + "</testsuites>");
        assertThat(read().executions()).extracting(TestExecution::outcome).contains(Outcome.FAILED);

        report("TEST-1.xml", "<testsuites>" + first + suite.formatted("17:11", PASSED.formatted("")) + "</testsuites>");
        assertThat(read().executions()).extracting(TestExecution::outcome).contains(Outcome.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "TEST-chrome.xml, TEST-firefox.xml, a.B, false, 18:01, false",
        "chrome.xml, firefox.xml, a.B, false, 18:01, false",
        "TEST-chrome.xml, TEST-firefox.xml, a.B, true, 18:01, false",
        "TEST-a.B.xml, TEST-firefox.xml, a.B$C, true, 18:01, false",
        "a.B.xml, a.B$C.xml, a.B$C, true, 18:01, true",
        "TEST-a.B.xml, TEST-a.B$C.xml, a.B$C, true, 18:01, true",
        "TEST-a.B.xml, TEST-a.B$C.xml, a.B$C, false, 18:01, false",
        "TEST-a.B.xml, TEST-a.B$C.xml, a.B$C, true, 16:59, false",
    })
    void takesAPassInAnotherFileAsReRunOnlyInThatOfANestedClassOfSurefire(
            String failedIn, String passedIn, String suite, boolean surefire, String date, boolean flaky)
            throws IOException {
        String xsi = surefire ? " noNamespaceSchemaLocation='surefire-test-report.xsd'" : "";
        String xml = "<testsuite name='%s' timestamp='2026-11-30T%s:00Z'" + xsi + ">%s</testsuite>";
        report(failedIn, xml.formatted("a.B", "18:00", FAILED.formatted("")));
        report(passedIn, xml.formatted(suite, date, PASSED.formatted(" time='1'")));
        Reports reports = read();
        if (flaky) {
            assertThat(reports.executions()).extracting(TestExecution::outcome).containsExactly(Outcome.FLAKY);
        } else {
            assertThat(reports.executions())
                    .extracting(TestExecution::outcome)
                    .containsExactlyInAnyOrder(Outcome.FAILED, Outcome.PASSED);
            assertThat(warnings(reports)).singleElement().asString().contains("contradict", "most urgent outcome");
        }
    }

    @Test
    void takesEqualExecutionsOfSeveralFilesAsOneOnlyWithEqualTimestampsAndSaysSo() throws IOException {
        String xml = "<testsuite name='s' timestamp='2026-11-30T18:0%d:00Z'>" + PASSED.formatted(" time='0.001'")
                + "</testsuite>";
        report("TEST-chrome.xml", xml.formatted(1));
        report("TEST-firefox.xml", xml.formatted(2));
        assertThat(read().executions()).hasSize(2);
        assertThat(read().findings()).isEmpty();

        report("TEST-firefox.xml", xml.formatted(1));
        assertThat(read().executions()).hasSize(1);
        assertThat(read().findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("1 test execution left out as a copy", "The first is a.B.t in ", "TEST-firefox.xml.");
    }

    @Test
    void countsTestsOnceThatTheListenerOfTheJUnitPlatformReportsToo() throws IOException {
        String xsi = " xsi:noNamespaceSchemaLocation='https://maven.apache.org/surefire-test-report.xsd'";
        report("TEST-a.B.xml", "<testsuite name='a.B'" + xsi + ">" + PASSED.formatted(" time='1'") + "</testsuite>");
        report(
                "TEST-junit-jupiter.xml",
                "<testsuite name='JUnit Jupiter'><testcase name='t()' classname='a.B' time='2'/>"
                        + "<testcase name='only()' classname='a.B'/></testsuite>");
        assertThat(read().executions()).extracting(TestExecution::name).containsExactly("t", "only()");
    }

    @ParameterizedTest
    @CsvSource({
        // by the time of the file
        "2026-11-30T18:20:00, 2026-11-30T17:20:12Z, , 2026-11-30T17:20:00Z",
        "2026-11-30T12:50:00, 2026-11-30T18:20:09Z, , 2026-11-30T18:20:00Z",
        "2026-11-30T18:20:00, 2026-11-30T18:20:10Z, , 2026-11-30T18:20:00Z",
        // by the setting
        "2026-11-30T18:20:00, 2026-11-30T18:20:10Z, Europe/Berlin, 2026-11-30T17:20:00Z",
        "2026-07-30T18:20:00, 2026-11-30T18:20:10Z, Europe/Berlin, 2026-07-30T16:20:00Z",
        // by the JVM
        "2026-11-30T18:20:00, 2026-11-30T18:25:00Z, , 2026-11-30T16:20:00Z",
        "2026-11-29, 2026-11-30T18:25:00Z, , 2026-11-28T22:00:00Z",
    })
    void findsTheZoneOfATimestamp(String timestamp, Instant written, String zone, Instant date) throws IOException {
        Path file = report(
                "TEST-a.xml",
                "<testsuite timestamp='" + timestamp + "' time='8.5'>" + PASSED.formatted("") + "</testsuite>");
        Files.setLastModifiedTime(file, FileTime.from(written));
        assertThat(read(Optional.ofNullable(zone).map(ZoneId::of)).executions())
                .extracting(TestExecution::date)
                .containsExactly(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2031-11-30T20:00:00Z", "9999-12-31T00:00:00Z", "1999-12-31T00:00:00Z", "0001-01-01T00:00:00Z"})
    void publishesNoDateThatCannotBeRight(String timestamp) throws IOException {
        Path file = report(
                "TEST-a.xml", "<testsuite timestamp='" + timestamp + "'>" + PASSED.formatted("") + "</testsuite>");
        Instant written = Instant.parse("2026-11-30T18:00:00Z");
        Files.setLastModifiedTime(file, FileTime.from(written));
        assertThat(read().executions()).extracting(TestExecution::date).containsExactly(written);
        assertThat(warnings(read())).singleElement().asString().contains(timestamp, "when the file was written");

        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(86_400)));
        assertThat(read().executions()).extracting(TestExecution::date).containsExactly(NOW);
    }

    @Test
    void saysHowManyDatesAreThoseOfFiles() throws IOException {
        report(
                "TEST-a.xml",
                "<testsuite>" + PASSED.formatted("") + PASSED.formatted(" timestamp='2026-11-30T18:00:00Z'")
                        + "</testsuite>");
        assertThat(read().findings())
                .filteredOn(finding -> finding.severity() == Finding.Severity.INFO)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).startsWith("1 of 2 test executions have no timestamp"));
    }

    @Test
    void readsPropertiesAndTheFilesThatTheyNameOrHold() throws IOException {
        report("TEST-a.xml", """
                <testsuite><properties><property name='test_id' value='TC99'/></properties>
                <testcase name='t'><system-out>[[PROPERTY|id=TC3]]</system-out><properties>
                <property name='test_id' value='TC1'/><property name='test_id'><![CDATA[TC2]]> <b>TC4</b></property>
                <property name='attachment' value='shot.png'/><property name='attachment2'>https://x/y.png</property>
                <property name='Attachment3'>data:text/html;base64,PGI+</property>
                <property name='attachment4' value='data:,a%20b'/>
                <property name='testrun_evidence'><item name='../e.bin'>AQID
                BA==</item></property></properties></testcase></testsuite>""");
        Reports reports = read();
        TestExecution test = reports.executions().get(0);
        assertThat(test.labels())
                .containsExactly(
                        Label.statement("output", "id", "TC3"),
                        Label.statement("property", "test_id", "TC1"),
                        Label.statement("property", "test_id", "TC2 TC4"));
        assertThat(test.evidence())
                .extracting(file -> Path.of(file.path()).getFileName().toString())
                .containsExactly("shot.png", "Attachment3.html", "attachment4.txt", "e.bin");
        assertThat(test.evidence().get(0)).isEqualTo(EvidenceFile.named("shot.png", directory.toAbsolutePath()));
        assertThat(Path.of(test.evidence().get(1).path())).hasContent("<b>");
        assertThat(Path.of(test.evidence().get(2).path())).hasContent("a b");
        assertThat(Path.of(test.evidence().get(3).path())).hasBinaryContent(new byte[] {1, 2, 3, 4});
        assertThat(reports.findings()).extracting(Finding::message).anyMatch(text -> text.contains("https://x/y.png"));
    }

    @Test
    void keepsSpacesInThePathsOfProperties() throws IOException {
        report("TEST-a.xml", """
                <testsuite><testcase name='t'><properties><property name='attachment' value='  build log.txt '/>
                <property name='attachment1' value='a     b.txt'/></properties></testcase></testsuite>""");
        assertThat(read().executions().get(0).evidence())
                .extracting(EvidenceFile::path)
                .containsExactly("build log.txt", "a     b.txt");
    }

    @Test
    void namesTheFirstOfThePropertiesThatCannotBeKeptAndCountsTheOthers() throws IOException {
        report(
                "TEST-a.xml",
                "<testsuite><testcase name='t'><properties><property name='attachment' value='" + "x".repeat(1025)
                        + "'/><property name='attachment1' value='data:no comma'/></properties></testcase></testsuite>");
        Reports reports = read();
        assertThat(reports.executions().get(0).evidence()).isEmpty();
        assertThat(reports.findings())
                .extracting(Finding::message)
                .contains("Evidence left out: attachment (its path is longer than 1024 characters) and 1 more, in "
                        + directory.resolve("TEST-a.xml") + ".");
    }

    @Test
    void keepsTheOutputOfFailedTestsIfItIsEvidence() throws IOException {
        String output = "<system-out>begin" + "x".repeat(400_000) + "end</system-out></testcase>";
        report(
                "TEST-a.xml",
                "<testsuite><testcase name='p'>" + output + "<testcase name='f'><failure/>" + output + "</testsuite>");
        List<TestExecution> tests =
                reader(Optional.empty(), store().keepingOutput()).read(set()).executions();
        assertThat(tests.get(0).evidence()).isEmpty();
        assertThat(tests.get(1).evidence()).singleElement().satisfies(file -> {
            Path kept = Path.of(file.path());
            assertThat(kept.getFileName()).hasToString("system-out.txt");
            assertThat(Files.readString(kept))
                    .startsWith("begin")
                    .endsWith("xend")
                    .contains("characters are left out]")
                    .hasSizeLessThan(300_000);
        });
        assertThat(read().executions()).allMatch(test -> test.evidence().isEmpty());
    }

    @Test
    void executionsThatStateDifferentTestCasesAreNoCopies() throws IOException {
        for (String id : List.of("TC12", "TC13")) {
            report(
                    "TEST-" + id + ".xml",
                    "<testsuite name='a.B'><testcase classname='a.B' name='x' time='0'>"
                            + "<properties><property name='test_id' value='" + id
                            + "'/></properties></testcase></testsuite>");
        }
        assertThat(read().executions())
                .flatExtracting(TestExecution::labels)
                .extracting(Label::text)
                .containsExactly("TC12", "TC13");
    }

    @Test
    void aMarkedReRunOfOneTestIsNoSignThatAnotherWasRunAgain() throws IOException {
        report(
                "TEST-a.xml",
                "<testsuite name='a.B'><testcase classname='a.B' name='row'><failure/></testcase>"
                        + "<testcase classname='a.B' name='row'/>"
                        + "<testcase classname='a.B' name='y'><flakyFailure/></testcase></testsuite>");
        assertThat(warnings(read()))
                .anyMatch(warning -> warning.contains("taken for re-run") && warning.contains("a.B.row"));
    }

    @Test
    void readsWhatPlaywrightWrites() {
        List<TestExecution> tests =
                Fixtures.read(Fixtures.ROOT.resolve("playwright")).executions();
        assertThat(tests)
                .extracting(TestExecution::name, TestExecution::outcome)
                .containsExactly(
                        tuple("cart › adds an item", Outcome.PASSED),
                        tuple("cart › pays", Outcome.FAILED),
                        tuple("cart › TC99 flaky", Outcome.FLAKY),
                        tuple("cart › TC40 off", Outcome.SKIPPED));
        assertThat(tests.get(0).labels())
                .containsExactly(
                        Label.statement("property", "test_id", "TC12"),
                        Label.statement("property", "issue", "https://x/DE1"));
        assertThat(tests.get(1).labels()).extracting(Label::text).containsExactly("TC14", "TC15");
        assertThat(tests.get(1).evidence())
                .extracting(EvidenceFile::path)
                .containsExactly(
                        "../test-results/cart-cart-pays-api/error-context.md",
                        "../test-results/cart-cart-pays-api-retry1/error-context.md");
        assertThat(tests.get(3).labels()).isEmpty();
    }

    @Test
    void readsWhatPytestWrites() {
        List<TestExecution> tests =
                Fixtures.read(Fixtures.ROOT.resolve("pytest")).executions();
        assertThat(tests)
                .extracting(TestExecution::outcome)
                .containsExactly(
                        Outcome.PASSED,
                        Outcome.PASSED,
                        Outcome.FAILED,
                        Outcome.SKIPPED,
                        Outcome.SKIPPED,
                        Outcome.ERRORED);
        assertThat(tests.get(0).labels()).extracting(Label::text).containsExactly("TC12", "TC13", "1");
        assertThat(tests.get(0).evidence()).extracting(EvidenceFile::path).containsExactly("shot.png");
        assertThat(tests.get(0).date()).isEqualTo(Instant.parse("2026-11-30T18:02:03.905Z"));
    }

    private EvidenceStore store() {
        return new EvidenceStore(directory.resolve("evidence"), 1 << 20);
    }

    private ReportReader reader(Optional<ZoneId> zone, EvidenceStore store) {
        DateRules dates = new DateRules(zone, ZoneId.of("+02:00"), Clock.fixed(NOW, ZoneOffset.UTC));
        return new ReportReader(Optional.empty(), StaleReports.PUBLISH, store, dates);
    }

    private ReportSet set() {
        return ReportSet.of(List.of(new ReportDirectory("", directory)));
    }

    private Reports read() {
        return read(Optional.empty());
    }

    private Reports read(Optional<ZoneId> zone) {
        return reader(zone, store()).read(set());
    }

    private static List<String> warnings(Reports reports) {
        return reports.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .map(Finding::message)
                .toList();
    }

    private Path report(String name, String xml) throws IOException {
        Path file = Files.writeString(directory.resolve(name), xml);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));
        return file;
    }
}
