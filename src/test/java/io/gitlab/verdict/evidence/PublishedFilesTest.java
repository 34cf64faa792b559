package io.gitlab.verdict.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directories as JUnit 5.14 writes them. */
class PublishedFilesTest {
    @TempDir
    private Path module;

    private final PublishedFiles published = new PublishedFiles();

    @BeforeEach
    void publish() throws IOException {
        write("junit-jupiter/demo.CartTest/adds(org.junit.jupiter.api.TestReporter)/shot.png");
        write("junit-jupiter/demo.CartTest/adds(org.junit.jupiter.api.TestReporter)/dir/x.txt");
        write("junit-1/junit-jupiter/demo.CartTest/viaExtension()/after.png");
        write("junit-2/junit-jupiter/demo.CartTest/viaExtension()/after.png");
        write("junit-1/junit-jupiter/demo.FlakyTest/PC/_2/t(org.junit.jupiter.api.TestReporter)/pc.txt");
        write("junit-1/junit-jupiter/demo.FlakyTest/par(java.lang.String, a.B$Reporter)/_1/p1.txt");
        write("junit-1/junit-jupiter/demo.FlakyTest/par(java.lang.String, a.B$Reporter)/_2/p2.txt");
        write("junit-1/junit-jupiter/demo.FlakyTest/factory()/_2/_1/f.txt");
        write("junit-1/junit-jupiter/demo.FlakyTest/over(int)/int.txt");
        write("junit-1/junit-jupiter/demo.FlakyTest/over(java.lang.String)/string.txt");
        write("junit-1/junit-jupiter/demo.FlakyTest/ofTheClass.txt");
        write("junit-jupiter/stray.txt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    demo.CartTest     | adds(TestReporter)      | x.txt shot.png
                    demo.CartTest     | viaExtension            | after.png after.png
                    demo.FlakyTest$PC | t(TestReporter)[2]      | pc.txt
                    demo.FlakyTest$PC | t(TestReporter)[1]      | -
                    demo.FlakyTest    | par(String, Reporter)[1] | p1.txt
                    demo.FlakyTest    | par(String, Reporter)[2] | p2.txt
                    demo.FlakyTest    | par(String, Reporter)   | -
                    demo.FlakyTest    | factory()[2][1]         | f.txt
                    demo.FlakyTest    | over(int)               | int.txt
                    demo.FlakyTest    | over(String)            | string.txt
                    demo.FlakyTest    | over(long)              | -
                    CartTest          | viaExtension            | -
                    demo.CartTest     | ''                      | -
                    demo.CartTest     | ]]][]                   | -
                    """)
    void belongToTheTestOfTheirDirectory(String className, String test, String files) {
        List<String> expected = files == null ? List.of() : List.of(files.split(" "));
        assertThat(find(className, className, test))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void areFoundByTheSuiteIfTheReportNamesTheClassByItsDisplayName() {
        assertThat(find("demo.CartTest", "A cart", "viaExtension")).hasSize(2);
    }

    @Test
    void namesWhatIsTooDeep() throws IOException {
        write("junit-jupiter/demo.CartTest/adds()/" + "d/".repeat(30) + "x.txt");
        find("demo.CartTest", "demo.CartTest", "adds");
        assertThat(published.gaps()).singleElement().asString().contains("too deep");
    }

    private List<Path> find(String suite, String className, String test) {
        ReportedTest reported = new ReportedTest("", "", suite, className, test);
        return published.find(TestExecution.of(reported, Ending.of(Outcome.FAILED), Instant.EPOCH), module);
    }

    private void write(String file) throws IOException {
        Path path = module.resolve("target").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "x");
    }
}
