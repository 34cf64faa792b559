package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Truncated, mutated and hostile files: each costs itself only, and never turns a failure into a pass. */
class DamagedReportsTest {

    private static final String WHOLE = "<testsuite><testcase name='whole' classname='a.B'/></testsuite>";

    @TempDir
    private Path directory;

    private Path bad;

    @BeforeEach
    void besideAGoodReport() throws IOException {
        bad = directory.resolve("TEST-a.xml");
        Files.writeString(directory.resolve("TEST-good.xml"), WHOLE.replace("whole", "good"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t ",
                "\0\0\0\0",
                "<html><body><br>503</body></html>",
                "<checkstyle/>",
                "plain text",
                "<?xml version='7'?><testsuite/>",
                "<testsuite name='x",
            })
    void namesAFileThatHoldsNothingAsDamaged(String content) throws IOException {
        Files.writeString(bad, content);
        assertThat(damagedBesideTheGoodOne()).isEmpty();
    }

    @Test
    void countsCompleteTestsAndNamesTheTruncatedOne() throws IOException {
        Files.copy(Fixtures.ROOT.resolve("synthetic/truncated.xml"), bad);
        assertThat(damagedBesideTheGoodOne()).containsExactly("one");
        assertThat(Fixtures.read(directory).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.message())
                    .contains(
                            bad.toString(),
                            "damaged at line 2: Unexpected EOF in CDATA section. The 1 test executions",
                            "truncated inside test a.B.two");
        });
    }

    @Test
    void countsTestsBeforeGarbageAtTheEnd() throws IOException {
        Files.writeString(bad, WHOLE + "[INFO] BUILD");
        assertThat(damagedBesideTheGoodOne()).containsExactly("whole");
    }

    @Test
    void readsBothOfTwoDocumentsInOneFileAndNamesItAsDamaged() throws IOException {
        String declaration = "<?xml version='1.0' encoding='UTF-8'?>\n";
        Files.writeString(bad, declaration + WHOLE + "\n" + declaration + WHOLE.replace("whole", "second"));
        assertThat(damagedBesideTheGoodOne()).containsExactly("whole", "second");
    }

    @Test
    void readsAWholeReportWithATailOfNuls() throws IOException {
        Files.writeString(bad, WHOLE + "\0".repeat(5000));
        assertThat(Fixtures.read(directory).damaged()).isEmpty();
        assertThat(Fixtures.read(directory).executions()).hasSize(2);
    }

    @Test
    void namesACutReportWithATailOfNulsAsDamaged() throws IOException {
        Files.writeString(bad, WHOLE.substring(0, WHOLE.length() - 5) + "\0".repeat(5000));
        assertThat(damagedBesideTheGoodOne()).containsExactly("whole");
    }

    @Test
    void stopsAtDeepNesting() throws IOException {
        Files.writeString(bad, WHOLE.replace("</testsuite>", "<testsuite>".repeat(5000)));
        assertThat(damagedBesideTheGoodOne()).containsExactly("whole");
        Files.writeString(bad, WHOLE.replace("</testsuite>", "<testcase>" + "<a>".repeat(5000)));
        assertThat(damagedBesideTheGoodOne()).containsExactly("whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<testcase name='%s'/>", "<%s/>", "<a b='%1$s' c='%1$s' d='%1$s'/>", "&%s;"})
    void stopsAtMarkupThatIsAbsurdlyLong(String markup) throws IOException {
        String huge = String.format(markup, "x".repeat(markup.contains("d=") ? 1 << 20 : 3 << 20));
        Files.writeString(bad, WHOLE.replace("</testsuite>", huge + "</testsuite>"));
        assertThat(damagedBesideTheGoodOne()).containsExactly("whole");
    }

    @Test
    void readsOnAfterAMessageOfAMegabyte() throws IOException {
        String failing = "<testcase name='long'><failure message='" + "m".repeat(1 << 20) + "'/></testcase>";
        Files.writeString(bad, WHOLE.replace("<testcase", failing + "<testcase"));
        assertThat(Fixtures.read(directory).damaged()).isEmpty();
        assertThat(Fixtures.read(directory).executions())
                .extracting(TestExecution::outcome)
                .containsExactly(Outcome.FAILED, Outcome.PASSED, Outcome.PASSED);
    }

    @Test
    void expandsNoEntityAndReadsNoOtherFile() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "s3cret");
        Files.writeString(
                bad,
                "<!DOCTYPE t [<!ENTITY x SYSTEM '" + secret.toUri() + "'><!ENTITY y 'abc'>]><testsuite>"
                        + "<testcase name='a&y;b'><failure message='m&y;'>LEAK:&x;&y;</failure></testcase></testsuite>");
        Reports reports = Fixtures.read(directory);
        assertThat(reports.toString()).doesNotContain("s3cret", "abc");
        assertThat(reports.executions().get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(reports.executions().get(0).problems().get(0).detail()).isEqualTo("LEAK:");
        assertThat(reports.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("DOCTYPE"));
    }

    @Test
    void expandsNoBillionLaughs() throws IOException {
        Files.copy(Fixtures.ROOT.resolve("synthetic/billion-laughs.xml"), bad);
        Reports reports = Fixtures.read(directory);
        assertThat(reports.executions()).hasSize(2);
        assertThat(reports.executions().get(0).name()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "junit5/3.6.1/rerun2, demo.FlakyTest",
        "junit5/3.5.6/plain, demo.BasicTest",
        "junit5/3.2.5/rerun2, demo.DynamicNodesTest",
        "junit5/2.22.2/plain, demo.BasicTest",
        "testng/3.5.6/rerun2, TestSuite",
        "junit4/3.6.1/plain, demo4.Basic4Test",
    })
    void neverThrowsAndNeverInventsAPassWhereverAFileIsCutOrChanged(String run, String suite) throws IOException {
        Path original = Fixtures.surefire(run).resolve("TEST-" + suite + ".xml");
        byte[] bytes = Files.readAllBytes(original);
        List<TestExecution> truth = Fixtures.parse(original).executions();
        // One changed byte of <skipped/>, which has no end tag, makes another element of it; a failure has an end tag.
        long notFailed = passes(truth)
                + truth.stream()
                        .filter(execution -> execution.outcome() == Outcome.SKIPPED)
                        .count();
        Random random = new Random(4711);
        for (int i = 0; i < 60; i++) {
            Files.write(bad, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            List<TestExecution> read = Fixtures.parse(bad).executions();
            assertThat(outcomes(read)).isEqualTo(outcomes(truth).subList(0, read.size()));

            byte[] changed = bytes.clone();
            for (int n = 0; n <= i % 3; n++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Files.write(bad, changed);
            assertThat(passes(Fixtures.parse(bad).executions())).isLessThanOrEqualTo(notFailed);
        }
    }

    /** Names of the executions read from the bad file, after proof that it is named and that the good one counts. */
    private List<String> damagedBesideTheGoodOne() {
        Reports reports = Fixtures.read(directory);
        assertThat(reports.damaged()).containsExactly(bad);
        assertThat(reports.files()).isEqualTo(2);
        assertThat(reports.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(bad.toString()));
        List<String> names =
                reports.executions().stream().map(TestExecution::name).toList();
        assertThat(names).endsWith("good");
        return names.subList(0, names.size() - 1);
    }

    private static List<String> outcomes(List<TestExecution> executions) {
        return executions.stream()
                .map(execution -> execution.displayName() + " " + execution.outcome())
                .toList();
    }

    private static long passes(List<TestExecution> executions) {
        return executions.stream()
                .filter(execution -> execution.outcome() == Outcome.PASSED)
                .count();
    }
}
