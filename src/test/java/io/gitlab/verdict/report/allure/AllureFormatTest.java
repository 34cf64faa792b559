package io.gitlab.verdict.report.allure;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllureFormatTest {
    private static final Path REAL =
            Path.of("src/test/resources/supplements/allure/allure-results").toAbsolutePath();

    @TempDir
    private Path directory;

    private final AllureFormat allure = new AllureFormat();

    @Test
    void namesTestsOfARealRunAsSurefireDoes() throws IOException {
        assertThat(read(REAL, Optional.empty()).tests())
                .extracting(test -> test.names().get(0))
                .containsExactly(
                        new Name("demo.AllTest", "factory()[1]"),
                        new Name("demo.AllTest", "off"),
                        new Name("demo.AllTest", "adds"),
                        new Name("demo.AllTest", "pays(String)[1]"),
                        new Name("demo.AllTest", "pays(String)[2]"),
                        new Name("demo.AllTest", "flaky"),
                        new Name("demo.AllTest$Inner", "deep"),
                        new Name("demo.AllTest", "flaky"),
                        new Name("demo.AllTest", "pays(String)[2]"));
    }

    @Test
    void readsIdsFromLinksLabelsAndTagsButNotFromDefects() throws IOException {
        assertThat(test("adds").labels())
                .containsExactly(
                        Label.statement("Allure", "tms", "TC12"),
                        Label.statement("Allure", "tms", "TC15"),
                        Label.tag("Allure", "TC13", 0),
                        Label.statement("Allure", "AS_ID", "812"),
                        Label.statement("Allure", "testCase", "TC14"),
                        Label.displayName("Allure", "adds an item"));
    }

    @Test
    void findsTheAttachmentsOfTestsAndSteps() throws IOException {
        assertThat(test("adds").evidence())
                .extracting(EvidenceFile::path)
                .containsExactlyInAnyOrder(
                        "03ef7038-2a91-48a8-8f01-dd9d11bb416e-attachment.png",
                        "ddff1ebb-9e79-47e0-a5b7-2b5d419206d7-attachment.txt");
        assertThat(test("adds").evidence())
                .allSatisfy(file -> assertThat(file.reportDirectory()).contains(REAL));
    }

    @Test
    void attemptsOfOneTestHaveOneIdentityAndRowsHaveOthers() throws IOException {
        assertThat(real("flaky"))
                .hasSize(2)
                .extracting(SupplementTest::identity)
                .containsOnly("[engine:junit-jupiter]/[class:demo.AllTest]/[method:flaky()]");
        assertThat(real("flaky"))
                .extracting(test -> test.execution().orElseThrow().outcome())
                .containsExactly(Outcome.ERRORED, Outcome.PASSED);
        assertThat(test("pays(String)[1]").identity())
                .isNotEqualTo(real("pays(String)[2]").get(0).identity());
    }

    @Test
    void reportsExecutionsOfItsOwn() throws IOException {
        TestExecution failed = real("pays(String)[2]").get(0).execution().orElseThrow();
        assertThat(failed.displayName()).isEqualTo("demo.AllTest.pays(String)[2]");
        assertThat(failed.module()).isEqualTo("shop");
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.problems())
                .extracting(Problem::type, Problem::message)
                .containsExactly(tuple("java.lang.AssertionError", "no amex"));
        TestExecution skipped = test("off").execution().orElseThrow();
        assertThat(skipped.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(skipped.skipReason()).isEqualTo("why");
        assertThat(skipped.date()).isEqualTo(Instant.ofEpochMilli(1796061778649L));
        assertThat(skipped.duration()).contains(Duration.ZERO);
    }

    @Test
    void leavesOutResultsThatEndedBeforeTheRun() throws IOException {
        RecordedReading all = read(REAL, Optional.of(Instant.ofEpochMilli(1796061778524L)));
        RecordedReading late = read(REAL, Optional.of(Instant.ofEpochMilli(1796061779541L)));
        assertThat(all.tests()).hasSize(9);
        assertThat(all.messages()).isEmpty();
        assertThat(late.tests())
                .extracting(test -> test.names().get(0).test())
                .containsExactly("pays(String)[1]", "pays(String)[2]", "flaky", "deep", "flaky", "pays(String)[2]");
        assertThat(late.messages())
                .singleElement()
                .asString()
                .contains("ended before this run", " and 2 more", REAL.toString());
    }

    @Test
    void attachmentsOfFixturesBelongToTheTestsOfTheContainer() throws IOException {
        write("1-result.json", "{'uuid':'u1','fullName':'a.B.one','status':'failed'}");
        write("2-result.json", "{'uuid':'u2','fullName':'a.B.two','status':'passed'}");
        write(
                "3-container.json",
                "{'uuid':'c','children':['u1'],'befores':[{'name':'open'}],'afters':[{'attachments':"
                        + "[{'name':'shot','source':'s.png'}],'steps':[{'attachments':[{'source':'t.txt'}]}]}]}");
        assertThat(read().tests())
                .extracting(
                        test -> test.evidence().stream().map(EvidenceFile::path).toList())
                .containsExactly(List.of("s.png", "t.txt"), List.of());
    }

    @Test
    void ignoresContainersOfEarlierRuns() throws IOException {
        Instant fence = Instant.parse("2026-11-30T18:00:00Z");
        write("1-result.json", "{'uuid':'u1','fullName':'a.B.one','status':'failed'}");
        String container = "{'uuid':'c','stop':%d,'children':['u1'],'afters':[{'attachments':[{'source':'%s'}]}]}";
        write("2-container.json", container.formatted(fence.toEpochMilli() - 1000, "old.png"));
        write("3-container.json", container.formatted(fence.toEpochMilli() + 1000, "new.png"));
        assertThat(read(directory, Optional.of(fence)).tests().get(0).evidence())
                .extracting(EvidenceFile::path)
                .containsExactly("new.png");
    }

    @Test
    void attachmentsOfManyContainersAreLimited() throws IOException {
        write("1-result.json", "{'uuid':'u1','fullName':'a.B.one','status':'failed'}");
        for (int i = 0; i < 150; i++) {
            write(
                    i + "-container.json",
                    "{'uuid':'c','children':['u1','other'],'afters':[{'attachments':[{'source':'" + i + ".png'}]}]}");
        }
        RecordedReading read = read();
        assertThat(read.tests().get(0).evidence()).hasSize(100);
        assertThat(read.messages()).singleElement().asString().contains("more than 100", "u1");
    }

    @Test
    void namesRowsOfTestNgByTheirParameters() throws IOException {
        String row = "{'uuid':'%s','historyId':'%s','fullName':'a.B.data','start':%d,'status':'passed','labels':"
                + "[{'name':'testClass','value':'a.B'},{'name':'testMethod','value':'data'}],"
                + "'parameters':[{'name':'arg0','value':'%s'},{'name':'arg1','value':'x'}]}";
        write("1-result.json", row.formatted("u1", "h2", 3000, "2"));
        write("2-result.json", row.formatted("u2", "h1", 1000, "1"));
        write("3-result.json", row.formatted("u3", "h1", 2000, "1"));
        assertThat(read().tests())
                .extracting(test -> test.names().subList(0, 2))
                .containsExactly(
                        List.of(new Name("a.B", "data"), new Name("a.B", "data[1, x](1)")),
                        List.of(new Name("a.B", "data"), new Name("a.B", "data[1, x](1)")),
                        List.of(new Name("a.B", "data"), new Name("a.B", "data[2, x](2)")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    demo.CartTest.adds              | demo.CartTest  | adds
                    tests.test_cart.TestCart#test_a | tests.test_cart.TestCart | test_a
                    Cart: one customer              | ''             | shown
                    checkout                        | ''             | shown
                    """)
    void takesTheNameFromTheFullNameIfThereAreNoLabels(String fullName, String className, String test)
            throws IOException {
        write("1-result.json", "{'uuid':'u','name':'shown','fullName':'" + fullName + "','status':'passed'}");
        assertThat(read().tests().get(0).names()).first().isEqualTo(new Name(className, test));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "anything"})
    void aTestWithoutStatusDidNotPass(String status) throws IOException {
        write("1-result.json", "{'uuid':'u','fullName':'a.B.one','status':'" + status + "'}");
        assertThat(read().tests().get(0).execution().orElseThrow().outcome()).isEqualTo(Outcome.ERRORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.txt", "/etc/passwd", "a/b.png", "..\\\\boot.ini", "..", "", "C:x"})
    void refusesAttachmentsThatAreNotNamesOfFiles(String source) throws IOException {
        write(
                "1-result.json",
                "{'uuid':'u','fullName':'a.B.one','status':'passed','attachments':[{'source':'" + source + "'}]}");
        RecordedReading read = read();
        assertThat(read.tests())
                .singleElement()
                .satisfies(test -> assertThat(test.evidence()).isEmpty());
        assertThat(read.messages()).singleElement().asString().contains("not names of files");
    }

    @Test
    void readsStepsOfAnyDepth() throws IOException {
        int depth = 10_000;
        write(
                "1-result.json",
                "{'uuid':'u','fullName':'a.B.one','status':'passed','steps':" + "[{'steps':".repeat(depth)
                        + "[{'attachments':[{'source':'deep.png'}]}]" + "}]".repeat(depth) + ",'name':'last'}");
        RecordedReading read = read();
        assertThat(read.messages()).isEmpty();
        assertThat(read.tests().get(0).evidence())
                .extracting(EvidenceFile::path)
                .containsExactly("deep.png");
        assertThat(read.tests().get(0).labels()).containsExactly(Label.displayName("Allure", "last"));
    }

    @Test
    void namesDamagedFilesOnceAndReadsTheOthers() throws IOException {
        write("1-result.json", "{'uuid':'u','fullName':'a.B.one','status':'passed'}");
        write("2-result.json", "{'uuid':'u2','fullName':");
        write("3-result.json", "");
        write("4-result.json", "[]");
        write("5-result.json", "{'uuid':'u','steps':" + "[".repeat(1 << 20));
        write("6-container.json", "{'uuid':{}");
        RecordedReading read = read();
        assertThat(read.tests()).hasSize(1);
        assertThat(read.messages())
                .singleElement()
                .asString()
                .contains("damaged", "2-result.json", " and 4 more", directory.toString());
    }

    @Test
    void acceptsValuesOfOtherTypes() throws IOException {
        write(
                "1-result.json",
                "{'uuid':'u','fullName':'a.B.one','status':null,'name':7,'labels':{},'links':[null,1,[]],"
                        + "'parameters':null,'attachments':{'source':'x'},'steps':'none','statusDetails':[],'start':'soon',"
                        + "'stop':1e300,'children':3}");
        RecordedReading read = read();
        assertThat(read.messages()).isEmpty();
        assertThat(read.tests()).singleElement().satisfies(test -> {
            assertThat(test.names()).containsExactly(new Name("a.B", "one"));
            assertThat(test.evidence()).isEmpty();
            assertThat(test.labels()).isEmpty();
        });
    }

    @Test
    void limitsTheNumberOfAttachments() throws IOException {
        String one = "{'source':'%d.png'}";
        String all = String.join(
                ",",
                Stream.iterate(0, i -> i + 1).limit(1000).map(one::formatted).toList());
        write("1-result.json", "{'uuid':'u','fullName':'a.B.one','status':'passed','attachments':[" + all + "]}");
        RecordedReading read = read();
        assertThat(read.tests().get(0).evidence()).hasSize(100);
        assertThat(read.messages()).singleElement().asString().contains("more than 100", "1-result.json");
    }

    @Test
    void recognisesItsFilesWhateverTheirDirectory() throws IOException {
        assertThat(allure.recognises(write("1-result.json", "{'name':'x','uuid':'u'}")))
                .isTrue();
        assertThat(allure.recognises(write("1-container.json", "{'uuid':'u'}"))).isTrue();
        assertThat(allure.recognises(write("load-result.json", "{'requests':7}")))
                .isFalse();
        assertThat(allure.recognises(write("categories.json", "{'uuid':'u'}"))).isFalse();
    }

    private SupplementTest test(String name) throws IOException {
        List<SupplementTest> tests = real(name);
        assertThat(tests).hasSize(1);
        return tests.get(0);
    }

    private List<SupplementTest> real(String name) throws IOException {
        return read(REAL, Optional.empty()).tests().stream()
                .filter(test -> test.names().get(0).test().equals(name))
                .toList();
    }

    private RecordedReading read() throws IOException {
        return read(directory, Optional.empty());
    }

    private RecordedReading read(Path results, Optional<Instant> fence) throws IOException {
        RecordedReading reading = new RecordedReading(directory.resolve("evidence"), fence);
        try (Stream<Path> files = Files.list(results)) {
            allure.read(
                    files.filter(file -> file.toString().endsWith(".json"))
                            .sorted()
                            .toList(),
                    reading);
        }
        return reading;
    }

    private Path write(String name, String json) throws IOException {
        return Files.writeString(directory.resolve(name), json.replace('\'', '"'));
    }
}
