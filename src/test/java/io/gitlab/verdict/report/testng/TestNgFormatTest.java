package io.gitlab.verdict.report.testng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.supplement.RecordedReading;
import io.gitlab.verdict.report.supplement.SupplementTest;
import io.gitlab.verdict.report.supplement.SupplementTest.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNgFormatTest {
    private static final Path REAL =
            Path.of("src/test/resources/supplements/testng/surefire-reports/testng-results.xml");

    @TempDir
    private Path directory;

    private final TestNgFormat testNg = new TestNgFormat();

    @Test
    void namesTestsOfARealRunAsSurefireDoes() {
        assertThat(read(REAL).tests())
                .extracting(test -> test.names().get(0))
                .containsExactly(
                        new Name("demo.NgTest", "adds"),
                        new Name("demo.NgTest", "fails"),
                        new Name("demo.NgTest", "data[1, a\nb](1)"),
                        new Name("demo.NgTest", "data[2, c](2)"),
                        new Name("demo.NgTest", "flaky"),
                        new Name("demo.NgTest", "flaky"),
                        new Name("demo.NgTest", "skips"),
                        new Name("demo.NgTest", "dep"));
        assertThat(real("data[2, c](2)").get(0).names()).contains(new Name("demo.NgTest", "data"));
    }

    @Test
    void readsAttributesGroupsAndDescriptions() {
        assertThat(real("adds").get(0).labels())
                .containsExactly(
                        Label.statement("TestNG", "testCase", "TC15, TC16"),
                        Label.tag("TestNG", "slow", 0),
                        Label.tag("TestNG", "TC12", 0),
                        Label.displayName("TestNG", "adds (TC13) an item"));
    }

    @Test
    void readsMarkersInLoggedLines() throws IOException {
        Path file = write("""
                <testng-results><reporter-output><line>[[ATTACHMENT|whole-run.txt]]</line></reporter-output>
                <suite name="s"><test name="t"><class name="a.B">
                <test-method name="one" signature="one()" status="PASS"><reporter-output>
                <line><![CDATA[[[PROPERTY|id=TC502]]]]></line><line><![CDATA[<a>[[ATTACHMENT|x.png]]</a>]]></line>
                </reporter-output></test-method>
                <test-method name="two" signature="two()" status="PASS"/>
                </class></test></suite></testng-results>""");
        List<SupplementTest> tests = read(file).tests();
        assertThat(tests.get(0).labels()).containsExactly(Label.statement("output", "id", "TC502"));
        assertThat(tests.get(0).evidence()).containsExactly(EvidenceFile.named("x.png", directory));
        assertThat(tests.get(1).labels()).isEmpty();
        assertThat(real("adds").get(0).evidence())
                .extracting(EvidenceFile::path)
                .containsExactly("target/x.png");
    }

    @Test
    void aRetriedRunIsAnAttemptOfTheSameTest() {
        List<SupplementTest> flaky = real("flaky");
        assertThat(flaky.get(0).identity()).isEqualTo(flaky.get(1).identity());
        assertThat(flaky)
                .extracting(test -> test.execution().orElseThrow().outcome())
                .containsExactly(Outcome.FAILED, Outcome.PASSED);
        assertThat(read(REAL).tests().stream().map(SupplementTest::identity).distinct())
                .hasSize(7);
    }

    @Test
    void retriedRowsKeepTheirNumber() throws IOException {
        String row = "<test-method name='data' signature='data(int)' status='%s' %s><params><param index='0'>"
                + "<value>%s</value></param></params></test-method>";
        Path file = write("<testng-results><suite><test><class name='a.B'>"
                + row.formatted("SKIP", "retried='true'", "<![CDATA[1]]>")
                + row.formatted("PASS", "", "<![CDATA[1]]>")
                + row.formatted("PASS", "", "<![CDATA[1]]>")
                + "<test-method name='data' signature='data(int)' status='PASS'><params><param index='0'>"
                + "<value is-null='true'/></param></params></test-method>"
                + "</class></test></suite></testng-results>");
        assertThat(read(file).tests())
                .extracting(test -> test.names().get(0).test())
                .containsExactly("data[1](1)", "data[1](1)", "data[1](2)", "data[null](3)");
    }

    @Test
    void leavesOutConfigurationMethods() throws IOException {
        Path file = write("""
                <testng-results><suite><test><class name="a.B">
                <test-method is-config="true" name="setUp" status="FAIL"><exception/></test-method>
                <test-method name="one" test-instance-name="TC-55 on chrome" status="PASS"/>
                </class></test></suite></testng-results>""");
        assertThat(read(file).tests())
                .singleElement()
                .extracting(SupplementTest::names)
                .isEqualTo(List.of(new Name("a.B", "TC-55 on chrome"), new Name("a.B", "one")));
    }

    @Test
    void reportsExecutionsOfItsOwn() {
        TestExecution failed = real("fails").get(0).execution().orElseThrow();
        assertThat(failed.displayName()).isEqualTo("demo.NgTest.fails");
        assertThat(failed.date()).isEqualTo(Instant.parse("2026-11-30T18:01:38Z"));
        assertThat(failed.duration()).contains(Duration.ofMillis(1));
        assertThat(failed.problems())
                .extracting(Problem::type, Problem::message)
                .containsExactly(tuple("java.lang.IllegalStateException", "boom"));
        assertThat(failed.problems().get(0).detail()).contains("at demo.NgTest.fails(NgTest.java:15)");
        TestExecution skipped = real("skips").get(0).execution().orElseThrow();
        assertThat(skipped.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(skipped.skipReason()).isEqualTo("no browser");
    }

    @Test
    void keepsWhatIsReadBeforeDamage() throws IOException {
        RecordedReading read = read(write("<testng-results><suite><test><class name='a.B'>"
                + "<test-method name='one' status='PASS'/><test-method name='two' status='PASS'><params>"));
        assertThat(read.tests()).hasSize(1);
        assertThat(read.messages()).singleElement().asString().contains("damaged", "The 1 tests");
        assertThat(read(write("")).messages()).singleElement().asString().contains("is not read: it is empty.");
        assertThat(read(write("<a>".repeat(100_000))).messages())
                .singleElement()
                .asString()
                .contains("its root element is <a>, not <testng-results>");
        assertThat(read(write("<testng-results>" + "<a>".repeat(100_000))).messages())
                .singleElement()
                .asString()
                .contains("damaged");
    }

    @Test
    void namesTestsWithMoreParametersThanAreRead() throws IOException {
        String params = "<param><value>1</value></param>".repeat(101);
        RecordedReading read = read(write("<testng-results><suite><test><class name='a.B'><test-method name='one'"
                + " status='PASS'><params>" + params
                + "</params></test-method></class></test></suite></testng-results>"));
        assertThat(read.messages()).singleElement().asString().contains("more than 100 parameters: a.B.one.");
    }

    @Test
    void isRecognisedByItsRoot() throws IOException {
        assertThat(testNg.recognises(REAL)).isTrue();
        assertThat(testNg.recognises(REAL.resolveSibling("TEST-demo.NgTest.xml")))
                .isFalse();
        assertThat(testNg.recognises(write("no XML"))).isFalse();
        assertThat(testNg.recognises(Files.writeString(directory.resolve("a.json"), "{}")))
                .isFalse();
    }

    private List<SupplementTest> real(String name) {
        return read(REAL).tests().stream()
                .filter(test -> test.names().get(0).test().equals(name))
                .toList();
    }

    private RecordedReading read(Path file) {
        RecordedReading reading = new RecordedReading(directory.resolve("evidence"), Optional.empty());
        testNg.read(List.of(file), reading);
        return reading;
    }

    private Path write(String xml) throws IOException {
        return Files.writeString(directory.resolve("testng-results.xml"), xml);
    }
}
