package io.gitlab.verdict.report.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.report.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputMarkersTest {
    private static final List<String> NOISE = List.of(
            "",
            "\r\n",
            "\n",
            "plain",
            "[",
            "[[",
            "[[ATTACHMENT",
            "[[ATTACHMENT|cut short\n",
            "]]",
            "]",
            " \u001B[31mred",
            "[[attachment|no]]",
            "&#27;[0m",
            // Not alone: after "[[ATTACHMENT" it would begin a marker.
            " |");
    private static final List<String> PATHS = List.of(
            "shot.png",
            "target/a b.log",
            "/tmp/x",
            "C:\\logs\\y.txt",
            "a[1].png",
            "b]",
            "\u00E4\u00F6.txt",
            "../up",
            "$1");

    private static List<String> found(String output, Random chunks) {
        return read(output, new Statements(new TextBudget()), chunks).paths();
    }

    private static List<Label> properties(String output, Random chunks) {
        Statements statements = new Statements(new TextBudget());
        read(output, statements, chunks);
        return statements.labels();
    }

    private static OutputMarkers read(String output, Statements statements, Random chunks) {
        OutputMarkers markers = new OutputMarkers(new TextBudget(), statements);
        char[] all = output.toCharArray();
        for (int at = 0; at < all.length; ) {
            int length = Math.min(1 + chunks.nextInt(9), all.length - at);
            markers.write(all, at, length);
            at += length;
        }
        markers.end();
        return markers;
    }

    /** For any text around the markers, and any division of the output into chunks. */
    @Property(tries = 500)
    void findsEachPathOnceInOrder(@ForAll Random random) {
        StringBuilder output = new StringBuilder();
        LinkedHashSet<String> expected = new LinkedHashSet<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            output.append(NOISE.get(random.nextInt(NOISE.size())));
            if (random.nextBoolean()) {
                String path = PATHS.get(random.nextInt(PATHS.size()));
                output.append("[[ATTACHMENT|").append(path).append("]]").append(random.nextBoolean() ? "" : "\r\n");
                // A bracket that follows at once is the path's.
                output.append(' ');
                expected.add(path);
            }
        }

        assertThat(found(output.toString(), random)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "[[ATTACHMENT|a.png]], a.png",
        "[[[ATTACHMENT|a.png]], a.png",
        "[[ATTACHMENT|a.png|reserved]], a.png",
        "[[ATTACHMENT|&#27;[31ma.png&#27;[0m]], a.png",
        "[[ATTACHMENT|&amp#27;[31ma.png&amp#27;[0m]]], a.png]",
        "[[ATTACHMENT| a b.png ]]text, a b.png",
        "[[ATTACHMENT|lost [[ATTACHMENT|a.png]], a.png",
    })
    void readsThePathClean(String output, String path) {
        assertThat(found(output, new Random(1))).containsExactly(path);
    }

    @Test
    void readsNoPathThatIsEmptyOrAbsurdlyLong() {
        String output = "[[ATTACHMENT|]] [[ATTACHMENT|  ]] [[ATTACHMENT|" + "x".repeat(5000) + "]] [[ATTACHMENT|a"
                + "]".repeat(100_000) + " [[ATTACHMENT|last]]";
        assertThat(found(output, new Random(1))).containsExactly("last");
    }

    @ParameterizedTest
    @CsvSource({
        "[[PROPERTY|testCase=TC12]], testCase, TC12",
        "'[[[PROPERTY| id = TC1,TC2 ]]x', id, 'TC1,TC2'",
        "[[PROPERTY|a=b=[1]]], a, b=[1]",
        "[[PROPERTY|lost [[PROPERTY|id=TC3]], id, TC3",
        "[[PROPERTY|id]]TC4[[/PROPERTY]], id, TC4",
        "[[PROPERTY|lost]] [[PROPERTY|id]] TC5 [TC6 [[/PROPERTY]], id, TC5 [TC6",
        "[[PROPERTY|id]][[TC7]][[/PROPERTY]], id, [[TC7]]",
        "[[/PROPERTY]][[PROPERTY|id=&#27;[31mTC8&#27;[0m]], id, TC8",
    })
    void readsPropertiesClean(String output, String name, String value) {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(properties(output, new Random(seed))).containsExactly(Label.statement("output", name, value));
        }
    }

    @Test
    void reportsAPathThatIsTooLong() {
        TextBudget budget = new TextBudget();
        OutputMarkers markers = new OutputMarkers(budget, new Statements(budget));
        char[] output = ("[[ATTACHMENT|" + "x".repeat(5000) + "]]").toCharArray();
        markers.write(output, 0, output.length);
        markers.end();
        assertThat(markers.paths()).isEmpty();
        assertThat(budget.findings()).singleElement().asString().contains("longer attachment paths");
    }

    @Test
    void readsAPropertyOfSeveralLines() {
        String output = "[[PROPERTY|id]]\r\nTC1\n\nTC2\n[[ATTACHMENT|a.png]]\n[[/PROPERTY]]\n[[PROPERTY|id=TC9]]";
        assertThat(properties(output, new Random(2)))
                .extracting(Label::text)
                .containsExactly("TC1\n\nTC2\n[[ATTACHMENT|a.png]]", "TC9");
        assertThat(found(output, new Random(2))).containsExactly("a.png");
    }

    @Test
    void ignoresPropertiesThatAreNotEnded() {
        String output = "[[PROPERTY|id]]TC1 [[ATTACHMENT|a.png]] [[PROPERTY|=TC2]] [[PROPERTY|x=]] [[PROPERTY|id=TC3";
        assertThat(properties(output, new Random(3))).isEmpty();
        assertThat(found(output, new Random(3))).containsExactly("a.png");
    }

    @Test
    void cutsLongPropertiesBetweenWords() {
        String output = "[[PROPERTY|id]]" + "TC12,".repeat(1_000) + "[[/PROPERTY]]";
        String value = properties(output, new Random(4)).get(0).text();
        assertThat(value).hasSizeBetween(1_000, 1_024).matches("(TC12,)+TC12");
    }

    @Test
    void keepsABoundedNumberOfPropertiesAndSaysSo() {
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            output.append("[[PROPERTY|id=").append(i).append("]]\n");
        }
        TextBudget budget = new TextBudget();
        Statements statements = new Statements(budget);
        OutputMarkers markers = new OutputMarkers(budget, statements);
        markers.write(output.toString().toCharArray(), 0, output.length());
        markers.end();
        assertThat(statements.labels()).hasSize(Statements.MAX_PER_TEST);
        assertThat(budget.findings())
                .extracting(Finding::message)
                .containsExactly(
                        "Some tests have more than 50 properties: the last ones are left out, and ids in them are"
                                + " not found. State the id first.");
    }

    @Test
    void keepsABoundedNumberOfPaths() {
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            output.append("[[ATTACHMENT|").append(i).append("]]");
        }
        assertThat(found(output.toString(), new Random(1))).hasSize(100);
    }

    @Test
    void readsTheOutputOfFirstRunsRerunsAndFlakyRuns(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("TEST-a.xml"), """
                <testsuite name="a"><testcase classname="a" name="fails"><failure/>
                <system-out><![CDATA[[[ATTACHMENT|1]] [[ATTACHMENT|2]]]]><![CDATA[>]]></system-out>
                <system-err>[[ATTACHMENT|3]]&#13;
                [[ATTACHMENT|1]]</system-err>
                <rerunFailure><stackTrace>x</stackTrace><system-out>[[ATTACHMENT|4]]</system-out></rerunFailure>
                <rerunFailure><system-err>[[ATTACHMENT|5]]</system-err></rerunFailure></testcase>
                <testcase classname="a" name="flaky"><flakyError><system-out>[[ATTACHMENT|6]]</system-out></flakyError>
                </testcase><testcase classname="a" name="none"/></testsuite>""");
        List<List<String>> read = new ArrayList<>();
        Fixtures.read(directory)
                .executions()
                .forEach(execution -> read.add(
                        execution.evidence().stream().map(EvidenceFile::path).toList()));

        assertThat(read).containsExactly(List.of("1", "2", "3", "4", "5"), List.of("6"), List.of());
    }
}
