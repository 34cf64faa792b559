package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void saysNothingOfADirectoryThatDoesNotExist() {
        assertThat(Fixtures.read(directory.resolve("none")))
                .isEqualTo(new Reports(List.of(), 0, List.of(), List.of(), List.of()));
    }

    @Test
    void keepsTestsOfDifferentClassesThatShareADisplayName() throws IOException {
        String test = "<testcase name='rejects' classname='With an invalid card' time='0.001'/>";
        report("TEST-shop.CartTest.xml", "<testsuite name='shop.CartTest'>" + test + "</testsuite>");
        report("TEST-shop.CheckoutTest.xml", "<testsuite name='shop.CheckoutTest'>" + test + "</testsuite>");

        assertThat(Fixtures.read(directory).executions())
                .extracting(TestExecution::suite)
                .containsExactly("shop.CartTest", "shop.CheckoutTest");
    }

    @Test
    void namesADirectoryThatIsAFile() throws IOException {
        Path file = report("TEST-a.xml", "");
        assertThat(Fixtures.read(file).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(file.toString(), "cannot be listed"));
    }

    @Test
    void knowsWhetherAnythingIsFreshWhateverHappensToWhatIsStale() throws IOException {
        Path file = suite("TEST-a.B.xml", "<testcase name='one' classname='a.B'/>");
        ReportSet directories = ReportSet.of(
                List.of(new ReportDirectory("", directory.resolve("none")), new ReportDirectory("", directory)));
        ReportReader reader = Fixtures.reader(Optional.of(NOON), StaleReports.PUBLISH);
        Files.setLastModifiedTime(file, FileTime.from(NOON.minusSeconds(1)));
        assertThat(reader.anyFresh(directories)).isFalse();
        Files.setLastModifiedTime(file, FileTime.from(NOON));
        assertThat(reader.anyFresh(directories)).isTrue();
    }

    @Test
    void readsADirectoryOnceThoughItIsNamedTwice() throws IOException {
        suite("TEST-a.B.xml", "<testcase name='one' classname='a.B'/>");
        assertThat(Fixtures.read(
                                directory, directory.resolve("x/..").normalize().resolve("."))
                        .files())
                .isEqualTo(1);
    }

    @Test
    void readsReportsOfAnyName() throws IOException {
        report("results.xml", "<testsuites><testsuite name='s'><testcase name='one'/></testsuite></testsuites>");
        report("checkstyle.xml", "<checkstyle/>");
        report("notes.xml", "no xml");
        report("testng-results.xml", "<testsuite><testcase name='x'/></testsuite>");
        report("failsafe-summary.xml", "<testsuite><testcase name='x'/></testsuite>");
        Reports reports = Fixtures.read(directory);
        assertThat(reports.executions()).extracting(TestExecution::name).containsExactly("one");
        assertThat(reports.files()).isEqualTo(1);
        assertThat(reports.damaged()).isEmpty();

        suite("TEST-a.B.xml", "<testcase name='two'/>");
        assertThat(Fixtures.read(directory).executions())
                .extracting(TestExecution::name)
                .containsExactly("two", "one");
        assertThat(reports.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("without a root element", "notes.xml"));
    }

    @Test
    void readsFilesInTheOrderOfTheirPathsAndNamesTheirModule() throws IOException {
        suite("TEST-b.xml", "<testcase name='second'/>");
        suite("TEST-a.xml", "<testcase name='first'/>");
        Reports reports = Fixtures.reader(Optional.empty(), StaleReports.SKIP)
                .read(ReportSet.of(List.of(new ReportDirectory("shop", directory))));
        assertThat(reports.executions()).extracting(TestExecution::name).containsExactly("first", "second");
        assertThat(reports.executions()).extracting(TestExecution::module).containsOnly("shop");
    }

    @Test
    void readsNestedSuitesAndErrorsOfASuiteItself() throws IOException {
        report(
                "TEST-a.xml",
                "<x:testsuites><testsuite name='outer'><testsuite name='inner'><testcase name='in'/></testsuite>"
                        + "<testcase name='after'/><error message='class broke'/></testsuite></x:testsuites>");
        List<TestExecution> executions = Fixtures.read(directory).executions();
        assertThat(executions).extracting(TestExecution::className).containsExactly("inner", "outer", "outer");
        assertThat(executions).extracting(TestExecution::name).containsExactly("in", "after", "");
        assertThat(executions.get(2).classLevel()).isTrue();
        assertThat(executions.get(2).outcome()).isEqualTo(Outcome.ERRORED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<failure/>",
                "<failure message='m'/><skipped/>",
                "<skipped/><rerunFailure/>",
                "<flakyError/><failure/>"
            })
    void takesATestAsFailedByThePresenceOfAFailure(String children) throws IOException {
        assertThat(single("<testcase name='t'>" + children + "</testcase>").outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<error/>", "<failure/><rerunError/>", "<failure/><error type='x'/>"})
    void takesATestAsErroredByThePresenceOfAnError(String children) throws IOException {
        assertThat(single("<testcase name='t'>" + children + "</testcase>").outcome())
                .isEqualTo(Outcome.ERRORED);
    }

    @Test
    void distinguishesFlakySkippedAndPassedTests() throws IOException {
        assertThat(single("<testcase><flakyFailure/><skipped/></testcase>").outcome())
                .isEqualTo(Outcome.FLAKY);
        assertThat(single("<testcase><skipped message=''/></testcase>").outcome())
                .isEqualTo(Outcome.SKIPPED);
        assertThat(single("<testcase result='failed'><system-out/></testcase>").outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void boundsTheNumberAndTheLengthOfProblems() throws IOException {
        String huge = "m".repeat(100_000);
        String failure = "<flakyFailure message='" + huge + "'>" + huge + "</flakyFailure>";
        TestExecution test = single("<testcase>" + failure.repeat(30) + "<rerunError/></testcase>");
        assertThat(test.outcome()).isEqualTo(Outcome.ERRORED);
        assertThat(test.problems()).hasSize(20);
        Problem problem = test.problems().get(0);
        assertThat(problem.message()).isEqualTo("m".repeat(4096) + " [cut]");
        assertThat(problem.detail()).isEqualTo("m".repeat(32768) + " [cut]");
    }

    @Test
    void keepsOnlyTheBeginningsOfTextsOnceTheyAreTooManyAndSaysSo() throws IOException {
        String failing =
                "<testcase><failure message='" + "m".repeat(4000) + "'>" + "d".repeat(32_000) + "</failure></testcase>";
        suite("TEST-a.xml", failing.repeat(300));
        Reports reports = Fixtures.read(directory);
        assertThat(reports.executions()).hasSize(300);
        assertThat(reports.executions().get(0).problems().get(0).detail()).hasSize(32_000);
        assertThat(reports.executions().get(299).problems().get(0).detail()).isEqualTo("d".repeat(200) + " [cut]");
        assertThat(reports.findings()).extracting(Finding::severity).containsExactly(Finding.Severity.INFO);
    }

    @Test
    void warnsOnceOfTimesItCannotRead() throws IOException {
        suite(
                "TEST-a.xml",
                "<testcase name='1' time='NaN'/><testcase name='2' time='soon'/><testcase name='3' time='1,234.5'/>"
                        + "<testcase name='4'/>");
        Reports reports = Fixtures.read(directory);
        assertThat(reports.executions())
                .extracting(TestExecution::duration)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofMillis(1_234_500)),
                        Optional.empty());
        assertThat(reports.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("TEST-a.xml", "\"NaN\""));
    }

    @Test
    void datesATestByItsTimestampOrItsSuitesOrItsFile() throws IOException {
        Path file = report(
                "TEST-a.xml",
                "<testsuites><testsuite timestamp='2026-11-21T10:00:00.123Z'>"
                        + "<testcase name='own' timestamp='2026-11-21T11:30:00.5+01:00'/><testcase name='suite'/></testsuite>"
                        + "<testsuite timestamp='2026-11-21T10:00:00'><testcase name='zoneless'/></testsuite></testsuites>");
        Files.setLastModifiedTime(file, FileTime.from(NOON.plusMillis(777)));
        assertThat(Fixtures.read(directory).executions())
                .extracting(TestExecution::date)
                .containsExactly(
                        Instant.parse("2026-11-21T10:30:00.500Z"), Instant.parse("2026-11-21T10:00:00.123Z"), NOON);
    }

    @Test
    void leavesOutStaleReportsOrReadsThemByPolicy() throws IOException {
        Path old = suite("TEST-old.xml", "<testcase name='old'/>");
        Path same = suite("TEST-same.xml", "<testcase name='same second'/>");
        Files.setLastModifiedTime(old, FileTime.from(NOON.minusSeconds(1)));
        Files.setLastModifiedTime(same, FileTime.from(NOON));
        Instant fence = NOON.plusMillis(900);

        Reports skipped = read(fence, StaleReports.SKIP);
        assertThat(skipped.executions()).extracting(TestExecution::name).containsExactly("same second");
        assertThat(skipped.files()).isEqualTo(1);
        assertThat(skipped.stale()).containsExactly(old);
        assertThat(skipped.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.message()).contains(old.toString());
        });
        assertThat(read(fence, StaleReports.FAIL).stale()).containsExactly(old);
        assertThat(read(fence, StaleReports.FAIL).executions()).hasSize(1);
        assertThat(read(fence, StaleReports.PUBLISH).executions()).hasSize(2);
        assertThat(read(fence, StaleReports.PUBLISH).findings()).isEmpty();
    }

    @Test
    void countsAnExecutionInSeveralFilesOnceButRepetitionsInOneFileEach() throws IOException {
        String one = "<testcase name='one' classname='a.B' time='1'/>";
        suite("TEST-a.xml", one + one);
        suite("TEST-b.xml", one + one + one);
        suite("TEST-c.xml", one + "<testcase name='one' classname='a.B' time='2'/>");
        Reports reports = Fixtures.read(directory);
        assertThat(reports.executions()).hasSize(4);
        assertThat(reports.findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .startsWith("3 test executions left out as a copy");
    }

    @Test
    void keepsContradictingExecutionsAndWarns() throws IOException {
        suite("TEST-a.xml", "<testcase name='one' classname='a.B' time='1'/><testcase name='two' classname='a.B'/>");
        suite(
                "TEST-b.xml",
                "<testcase name='one' classname='a.B' time='1'><failure/></testcase>"
                        + "<testcase name='two' classname='a.B'><skipped/></testcase>");
        Reports reports = Fixtures.read(directory);
        assertThat(reports.executions()).hasSize(4);
        assertThat(reports.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("a.B.one").doesNotContain("a.B.two"));
    }

    @Test
    void takesBracketsAsASuffixOnlyIfTheFileNameAgrees() throws IOException {
        report(
                "TEST-a.B-big_small (x).xml",
                "<testsuite name='a.B(big/small (x))'><testcase name='suffix'/></testsuite>");
        report("TEST-Foo (bar).xml", "<testsuite name='Foo (bar)'><testcase name='none'/></testsuite>");
        List<TestExecution> executions = Fixtures.read(directory).executions();
        assertThat(executions).extracting(TestExecution::variant).containsExactly("", "big/small (x)");
        assertThat(executions).extracting(TestExecution::suite).containsExactly("Foo (bar)", "a.B");
        assertThat(executions).extracting(TestExecution::className).containsExactly("Foo (bar)", "a.B");
    }

    @Test
    void warnsThatExecutionsMayBeMissingAfterACrash() throws IOException {
        suite("TEST-a.xml", "<testcase name='one'/>");
        report("2026-11-21T12-00-00_000-jvmRun1.dump", "x");
        report(
                "failsafe-summary.xml",
                "<failsafe-summary result='254' timeout='true'><failureMessage>The forked VM terminated\n"
                        + "\tat x</failureMessage></failsafe-summary>");
        assertThat(Fixtures.read(directory).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("timeout The forked VM terminated", "jvmRun1.dump", directory.toString()));
        Instant later = Instant.parse("2999-01-01T00:00:00Z");
        assertThat(read(later, StaleReports.PUBLISH).findings()).isEmpty();
    }

    @Test
    void warnsOfMoreFailedRunsThanAPropertyAllows() throws IOException {
        suite(
                "TEST-a.xml",
                "<properties><property name='surefire.rerunFailingTestsCount' value='1'/></properties>"
                        + "<testcase name='ok'><flakyFailure/></testcase>"
                        + "<testcase name='merged'><flakyFailure/><flakyFailure/></testcase>");
        assertThat(Fixtures.read(directory).findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains(".merged is reported as flaky with 2 failed runs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"})
    void readsAnyEncodingThatTheFileDeclares(String encoding) throws IOException {
        String xml =
                "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><testsuite><testcase name='café'/></testsuite>";
        Files.write(directory.resolve("TEST-a.xml"), xml.getBytes(Charset.forName(encoding)));
        assertThat(Fixtures.read(directory).executions())
                .extracting(TestExecution::name)
                .containsExactly("café");
    }

    @Test
    void readsFilesWhoseBytesAreNotInTheEncodingTheyTell() throws IOException {
        String xml = "<?xml version='1.0' encoding='UTF-8'?><testsuite><testcase name='café'/></testsuite>";
        Files.write(directory.resolve("TEST-a.xml"), xml.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Fixtures.read(directory).executions())
                .extracting(TestExecution::name)
                .containsExactly("caf\uFFFD");
    }

    private TestExecution single(String testCase) throws IOException {
        suite("TEST-single.xml", testCase);
        List<TestExecution> executions = Fixtures.read(directory).executions();
        assertThat(executions).hasSize(1);
        return executions.get(0);
    }

    private Reports read(Instant fence, StaleReports staleReports) {
        return Fixtures.withoutRemark(Fixtures.reader(Optional.of(fence), staleReports)
                .read(ReportSet.of(List.of(new ReportDirectory("", directory)))));
    }

    private Path suite(String name, String children) throws IOException {
        return report(name, "<testsuite>" + children + "</testsuite>");
    }

    private Path report(String name, String xml) throws IOException {
        return Files.writeString(directory.resolve(name), xml);
    }
}
