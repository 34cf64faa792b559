package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports in any encoding, also a wrong one, and with any reference to a character. */
class EncodingTest {

    private static final String REPORT =
            "<testsuite><testcase name='TC12 \u00FCber'/><testcase name='TC13'/></testsuite>";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "windows-1252", "IBM850"})
    void readsAnyEncodingThatIsDeclared(String encoding) throws IOException {
        Reports reports = read("<?xml version='1.0' encoding='" + encoding + "'?>" + REPORT, encoding);
        assertThat(reports.findings()).isEmpty();
        assertThat(reports.executions()).extracting(TestExecution::name).containsExactly("TC12 \u00FCber", "TC13");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|UTF-8, in which it is read since it declares none",
                "encoding='UTF-8'|UTF-8, in which it is read as it declares",
                "encoding='US-ASCII'|US-ASCII, in which it is read as it declares",
                "encoding='UTF-16'|UTF-8, in which it is read since its first bytes are not UTF-16",
            })
    void namesTheEncodingThatIsWrong(String declaration, String named) throws IOException {
        Reports reports = read("<?xml version='1.0' " + declaration + "?>" + REPORT, "ISO-8859-1");
        assertThat(reports.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.message()).contains("TEST-a.xml has bytes that are not valid in " + named);
        });
        assertThat(reports.executions()).extracting(TestExecution::name).containsExactly("TC12 \uFFFDber", "TC13");
    }

    @Test
    void namesAnEncodingThatJavaDoesNotSupport() throws IOException {
        Reports reports = read("<?xml version='1.0' encoding='x-klingon'?>" + REPORT, "UTF-8");
        assertThat(reports.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("TEST-a.xml declares the encoding x-klingon"));
        assertThat(reports.executions()).hasSize(2);
    }

    @Test
    void readsAnEmojiThatIsWrittenAsTwoReferences() throws IOException {
        Reports reports = read(
                "<testsuite><testcase name='TC12_x &#xD83D;&#xDE00;'><failure message='a &#55357;&#56832;'>b &#55357;"
                        + "</failure></testcase><testcase name='TC13_y &#0;'><failure message='c'/></testcase></testsuite>",
                "UTF-8");
        assertThat(reports.findings()).isEmpty();
        assertThat(reports.executions())
                .extracting(TestExecution::name)
                .containsExactly("TC12_x \uD83D\uDE00", "TC13_y \uFFFD");
        assertThat(reports.executions().get(0).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("a \uD83D\uDE00");
            assertThat(problem.detail()).isEqualTo("b \uFFFD");
        });
    }

    private Reports read(String xml, String encoding) throws IOException {
        Charset charset = Charset.forName(encoding);
        Files.write(directory.resolve("TEST-a.xml"), xml.getBytes(charset));
        return Fixtures.read(directory);
    }
}
