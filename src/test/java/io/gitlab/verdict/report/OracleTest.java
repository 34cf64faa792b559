package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Outcome;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** Surefire's own report parser and ours agree on every well-formed, typed report, save where it is known to be wrong. */
class OracleTest {

    /** Apache's parser does not see re-runs: this test was skipped at first, and failed when it was run again. */
    private static final Set<String> KNOWN_WRONG = Set.of("demong.RetryNgTest.neverOk SKIPPED");

    static Stream<Path> wellFormedReports() throws IOException {
        return Fixtures.xmlFiles(Fixtures.ROOT).stream()
                .filter(file -> file.getFileName().toString().startsWith("TEST-"))
                .filter(file -> !file.getFileName().toString().contains("demo.BasicTest"))
                .filter(file -> !file.toString().contains("testng/2.22.2/rerun2/surefire-reports/TEST-"));
    }

    @ParameterizedTest
    @MethodSource("wellFormedReports")
    void agreesWithApachesParser(Path file) throws Exception {
        List<String> ours = ours(file);
        List<String> apaches = apaches(file);
        List<String> onlyApaches = new ArrayList<>(apaches);
        ours.forEach(onlyApaches::remove);
        assertThat(KNOWN_WRONG).containsAll(onlyApaches);
        assertThat(ours).hasSameSizeAs(apaches);
    }

    @Test
    void failsWhereApachesParserPassesOnUntypedFailures() throws Exception {
        Path file = Fixtures.ROOT.resolve("synthetic/failure-no-type.xml");
        assertThat(apaches(file)).containsExactly("a.B.one OK", "a.B.two OK");
        assertThat(ours(file)).containsExactly("a.B.one FAILED", "a.B.two FAILED");
    }

    @Test
    void failsWhereApachesParserSkips() throws Exception {
        Path file = Fixtures.surefire("testng/3.5.6/rerun2").resolve("TEST-TestSuite.xml");
        assertThat(apaches(file)).contains("demong.RetryNgTest.neverOk SKIPPED");
        assertThat(ours(file)).contains("demong.RetryNgTest.neverOk FAILED");
        Path both = Fixtures.ROOT.resolve("synthetic/failure-and-skipped.xml");
        assertThat(apaches(both)).containsExactly("a.B.one SKIPPED");
        assertThat(ours(both)).containsExactly("a.B.one FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"time-empty", "time-thousands", "u-fffe", "truncated", "bom-utf8", "suite-level-error"})
    void readsWhatApachesParserThrowsAt(String name) throws IOException {
        Path file = Fixtures.ROOT.resolve("synthetic/" + name + ".xml");
        assertThatThrownBy(() -> apaches(file)).isInstanceOf(Exception.class);
        assertThat(Fixtures.parse(file).executions()).hasSize(1);
    }

    private static List<String> ours(Path file) throws IOException {
        return Fixtures.parse(file).executions().stream()
                .map(told -> told.className() + "." + told.name() + " " + success(told.outcome()))
                .toList();
    }

    private static String success(Outcome outcome) {
        return switch (outcome) {
            case PASSED, FLAKY -> "OK";
            case SKIPPED -> "SKIPPED";
            default -> "FAILED";
        };
    }

    private static List<String> apaches(Path file) throws IOException, SAXException, ParserConfigurationException {
        List<String> found = new ArrayList<>();
        try (InputStreamReader reader =
                new InputStreamReader(new FileInputStream(file.toFile()), StandardCharsets.UTF_8)) {
            new TestSuiteXmlParser(new NullConsoleLogger())
                    .parse(reader)
                    .forEach(suite -> suite.getTestCases().forEach(test -> found.add(line(test))));
        }
        return found;
    }

    private static String line(ReportTestCase test) {
        String success = test.hasSkipped() ? "SKIPPED" : test.isSuccessful() ? "OK" : "FAILED";
        String name = test.getName() == null ? "" : test.getName();
        return test.getFullClassName().replace("(chrome)", "") + "." + name + " " + success;
    }
}
