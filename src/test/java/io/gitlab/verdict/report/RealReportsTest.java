package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real Surefire versions wrote for the same tests. */
class RealReportsTest {

    @ParameterizedTest
    @CsvSource({
        "junit5/2.22.2/plain, 108, 21",
        "junit5/2.22.2/rerun2, 106, 21",
        "junit5/3.2.5/plain, 109, 29",
        "junit5/3.2.5/rerun2, 114, 29",
        "junit5/3.5.6/plain, 109, 21",
        "junit5/3.5.6/rerun2, 113, 21",
        "junit5/3.5.6/suffix, 109, 21",
        "junit5/3.6.1/plain, 111, 21",
        "junit5/3.6.1/rerun2, 113, 21",
        "junit4/3.2.5/plain, 24, 10",
        "junit4/3.6.1/plain, 26, 10",
        "testng/2.22.2/plain, 34, 1",
        "testng/3.2.5/plain, 34, 1",
        "testng/3.2.5/rerun2, 29, 1",
        "testng/3.5.6/plain, 34, 1",
        "testng/3.5.6/rerun2, 29, 1",
        "spock/3.5.6/default, 13, 1",
        "cucumber/3.5.6/default, 9, 1",
        "testng/2.22.2/rerun2, 28, 1",
    })
    void readsEveryTestCaseOfEveryFile(String run, int testCases, int files) throws IOException {
        List<ParsedReport> reports = parse(Fixtures.surefire(run));
        assertThat(reports).hasSize(files);
        assertThat(reports.stream()
                        .mapToInt(report -> report.executions().size())
                        .sum())
                .isEqualTo(testCases);
        assertThat(reports).noneMatch(ParsedReport::damaged);
    }

    @ParameterizedTest
    @CsvSource({
        "junit5/2.22.2/plain, 59, 16, 14, 2, 0",
        "junit5/2.22.2/rerun2, 57, 14, 14, 2, 2",
        "junit5/3.2.5/plain, 59, 16, 14, 3, 0",
        "junit5/3.5.6/plain, 59, 16, 14, 3, 0",
        "junit5/3.6.1/plain, 59, 16, 14, 5, 0",
        "junit5/3.5.6/rerun2, 63, 10, 11, 3, 9",
        "junit5/3.6.1/rerun2, 61, 12, 13, 5, 5",
    })
    void decidesOutcomesByElements(String run, int passed, int failed, int errored, int skipped, int flaky)
            throws IOException {
        Map<Outcome, Integer> expected = new TreeMap<>(Map.of(
                Outcome.PASSED,
                passed,
                Outcome.FAILED,
                failed,
                Outcome.ERRORED,
                errored,
                Outcome.SKIPPED,
                skipped,
                Outcome.FLAKY,
                flaky));
        expected.values().removeIf(count -> count == 0);
        assertThat(outcomes(withoutBasicTest(run))).isEqualTo(expected);
    }

    @Test
    void readsReportsThatAreNotWellFormedForAnIllegalCharacter() {
        for (String run : List.of("junit5/2.22.2/plain", "junit5/3.2.5/plain", "junit5/3.5.6/plain")) {
            assertThat(Fixtures.read(Fixtures.surefire(run)).executions())
                    .filteredOn(execution -> execution.className().equals("demo.BasicTest"))
                    .as(run)
                    .hasSize(17);
        }
    }

    @Test
    void keepsMessagesCleanOfControlCharactersAndColours() {
        for (String run : List.of("junit5/2.22.2/plain", "junit5/3.2.5/plain", "junit5/3.6.1/plain")) {
            Problem problem = only(Fixtures.read(Fixtures.surefire(run)), "demo.BasicTest", "illegalChars")
                    .problems()
                    .get(0);
            assertThat(problem.message()).as(run).startsWith("ansi red nul bell fffe\uFFFD lone");
            assertThat(problem.detail()).as(run).contains("ansi red nul bell fffe\uFFFD lone");
        }
    }

    @Test
    void keepsOnlyTypesThatAreClassNames() {
        Reports reports = Fixtures.read(Fixtures.surefire("junit5/3.5.6/plain"));
        assertThat(type(reports, "failsWithoutMessage")).isEqualTo("org.opentest4j.AssertionFailedError");
        assertThat(type(reports, "errorsOddToString")).isEmpty();
        assertThat(type(Fixtures.read(Fixtures.surefire("junit5/2.22.2/plain")), "failsWithoutMessage"))
                .isEqualTo("org.opentest4j.AssertionFailedError");
    }

    @Test
    void givesTheReasonOfASkipInEveryVersion() {
        for (String version : List.of("2.22.2", "3.2.5", "3.5.6", "3.6.1")) {
            Reports reports = Fixtures.read(Fixtures.surefire("junit5/" + version + "/plain"));
            assertThat(only(reports, "demo.BasicTest", "assumption").skipReason())
                    .as(version)
                    .isEqualTo("Assumption failed: no browser");
            assertThat(only(reports, "demo.BasicTest", "disabledMethod").skipReason())
                    .as(version)
                    .isEqualTo("JIRA-1 reason");
        }
    }

    @Test
    void keepsAllRunsOfATestThatFailsInEachOfThem() {
        TestExecution test =
                only(Fixtures.read(Fixtures.surefire("junit5/3.6.1/rerun2")), "demo.FlakyTest", "failThenError");
        assertThat(test.outcome()).isEqualTo(Outcome.ERRORED);
        assertThat(test.problems())
                .extracting(Problem::kind, Problem::message)
                .containsExactly(
                        tuple(Problem.Kind.FAILURE, "run 1"),
                        tuple(Problem.Kind.RERUN_ERROR, "run 2"),
                        tuple(Problem.Kind.RERUN_ERROR, "run 3"));
        assertThat(test.problems().get(1).detail()).startsWith("java.lang.IllegalStateException: run 2\n\tat ");
    }

    @Test
    void takesASkippedTestWithFailedReRunsAsFailed() {
        TestExecution test =
                only(Fixtures.read(Fixtures.surefire("testng/3.5.6/rerun2")), "demong.RetryNgTest", "neverOk");
        assertThat(test.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void readsOnAfterTheNamelessTagOfASkippedReRun() {
        Reports reports = Fixtures.read(Fixtures.surefire("testng/2.22.2/rerun2"));
        assertThat(only(reports, "demong.RetryNgTest", "neverOk").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(only(reports, "demong.SuiteFailNgTest", "am").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void readsTheReportNameSuffixAsVariant() {
        Reports reports = Fixtures.read(Fixtures.surefire("junit5/3.5.6/suffix"));
        assertThat(reports.executions()).allSatisfy(execution -> {
            assertThat(execution.variant()).isEqualTo("chrome");
            assertThat(execution.suite()).doesNotContain("chrome");
            assertThat(execution.className()).doesNotContain("chrome");
        });
        assertThat(reports.executions())
                .extracting(TestExecution::className)
                .contains("demo.DisabledClassTest", "demo.AfterAllFailTest", "demo.BasicTest");
    }

    @Test
    void warnsOfTestsThatAreMergedToAFlakyOne() {
        assertThat(flakyWarnings("junit5/3.5.6/rerun2"))
                .hasSize(4)
                .anyMatch(text -> text.startsWith("demo.OnlyNestedTest$A.t is reported as flaky with 3 failed runs"))
                .anyMatch(text -> text.startsWith("demo.ParamClassTest[1].opens "))
                .anyMatch(text -> text.startsWith("demo.AfterAllFailTest is "));
        assertThat(flakyWarnings("junit5/3.2.5/rerun2"))
                .anyMatch(text -> text.startsWith("demo.DynamicNodesTest.factory "));
        assertThat(flakyWarnings("junit5/2.22.2/rerun2"))
                .as("nothing is run again by this version")
                .hasSize(2);
        assertThat(flakyWarnings("junit5/3.6.1/rerun2")).isEmpty();
    }

    /** Surefire before 3.5.3 writes the last re-run of a class with nested classes into another file. */
    @Test
    void takesAPassInTheFileOfANestedClassAsReRun() {
        Reports reports = Fixtures.read(Fixtures.surefire("junit5/3.2.5/rerun2"));
        TestExecution test = only(reports, "demo.FlakyTest", "flakyError");
        assertThat(test.outcome()).isEqualTo(Outcome.FLAKY);
        assertThat(test.problems())
                .extracting(Problem::kind, Problem::message)
                .containsExactly(
                        tuple(Problem.Kind.FLAKY_ERROR, "error run 1"), tuple(Problem.Kind.FLAKY_ERROR, "error run 2"));
        assertThat(reports.findings())
                .extracting(Finding::message)
                .noneMatch(text -> text.contains("contradict") || text.contains("taken for re-run"));
        assertThat(reports.executions())
                .filteredOn(execution -> execution.name().equals("alwaysFails"))
                .extracting(TestExecution::outcome)
                .containsOnly(Outcome.FAILED);
        assertThat(Fixtures.read(Fixtures.surefire("junit5/3.6.1/plain")).findings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.22.2/plain", "3.2.5/plain", "3.5.6/plain"})
    void foldsTheAttemptsThatTestNgRetried(String run) {
        Reports reports = Fixtures.read(Fixtures.surefire("testng/" + run));
        TestExecution retried = only(reports, "demong.RetryNgTest", "retried");
        assertThat(retried.outcome()).isEqualTo(Outcome.FLAKY);
        assertThat(retried.problems()).extracting(Problem::message).containsExactly("run 1", "run 2");
        TestExecution failed = only(reports, "demong.RetryNgTest", "neverOk");
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.problems()).extracting(Problem::message).containsExactly("x");
        assertThat(reports.executions())
                .filteredOn(execution -> execution.outcome() == Outcome.FLAKY)
                .hasSize(1);
    }

    /** Rows without index, in any order: a row that passes after another one failed is no re-run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "junit5/2.22.2/plain",
                "junit5/3.2.5/plain",
                "testng/2.22.2/plain/surefire-reports/junitreports",
                "testng/3.2.5/plain/surefire-reports/junitreports",
                "testng/3.5.6/plain/surefire-reports/junitreports",
                "testng/3.5.6/rerun2/surefire-reports/junitreports"
            })
    void takesNoRowsAsReRuns(String run) {
        Path directory = run.endsWith("junitreports") ? Fixtures.ROOT.resolve(run) : Fixtures.surefire(run);
        assertThat(Fixtures.read(directory).executions())
                .isNotEmpty()
                .extracting(TestExecution::outcome)
                .doesNotContain(Outcome.FLAKY);
    }

    @Test
    void leavesOutTestNgsCopiesAndSummaries() {
        Path directory = Fixtures.surefire("testng/3.5.6/plain");
        assertThat(Fixtures.read(directory).files()).isEqualTo(1);
        Path copies = directory.resolve("Surefire suite");
        assertThat(Fixtures.read(copies).files()).isEqualTo(1);
        Path failsafe = Fixtures.ROOT.resolve("junit5/3.6.1/plain/failsafe-reports");
        assertThat(Fixtures.read(failsafe).files()).isEqualTo(1);
        assertThat(Fixtures.read(failsafe).executions()).hasSize(3);
        assertThat(Fixtures.read(failsafe).findings()).isEmpty();
    }

    @Test
    void readsEveryFileWithoutAnException() throws IOException {
        int executions = 0;
        for (Path file : Fixtures.xmlFiles(Fixtures.ROOT)) {
            ParsedReport report = Fixtures.parse(file);
            executions += report.executions().size();
            assertThat(report.damaged())
                    .as(file.toString())
                    .isEqualTo(report.findings().stream()
                            .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR));
        }
        assertThat(executions).isGreaterThan(1400);
    }

    private static List<String> flakyWarnings(String run) {
        return Fixtures.read(Fixtures.surefire(run)).findings().stream()
                .map(Finding::message)
                .filter(text -> text.contains("is reported as flaky"))
                .toList();
    }

    private static String type(Reports reports, String name) {
        return only(reports, "demo.BasicTest", name).problems().get(0).type();
    }

    private static TestExecution only(Reports reports, String className, String name) {
        List<TestExecution> found = reports.executions().stream()
                .filter(execution -> execution.className().equals(className)
                        && execution.name().equals(name))
                .toList();
        assertThat(found).as(className + "." + name).hasSize(1);
        return found.get(0);
    }

    private static Map<Outcome, Integer> outcomes(List<TestExecution> executions) {
        Map<Outcome, Integer> counts = new TreeMap<>();
        executions.forEach(execution -> counts.merge(execution.outcome(), 1, Integer::sum));
        return counts;
    }

    private static List<TestExecution> withoutBasicTest(String run) throws IOException {
        List<TestExecution> executions = new ArrayList<>();
        parse(Fixtures.surefire(run)).forEach(report -> executions.addAll(report.executions()));
        executions.removeIf(execution -> execution.suite().equals("demo.BasicTest"));
        return executions;
    }

    private static List<ParsedReport> parse(Path directory) throws IOException {
        List<ParsedReport> reports = new ArrayList<>();
        for (Path file : DirectoryListing.of(directory).candidates().reports()) {
            reports.add(Fixtures.parse(file));
        }
        return reports;
    }
}
