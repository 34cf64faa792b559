package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads reports of 200 MB to 1 GB in a JVM of 64 MB. */
class LargeReportTest {

    private static final String LINE = "<a b='c&d;\" ]] " + "x".repeat(985) + "\n";
    private static final int REPORT_KB = 200 << 10;

    @TempDir
    private Path directory;

    /** Runs in the small JVM: prints how many files, damaged files, executions and failures there are. */
    public static void main(String[] args) {
        Reports reports = Fixtures.reader(Optional.empty(), StaleReports.SKIP)
                .read(ReportSet.of(List.of(new ReportDirectory("", Path.of(args[0])))));
        long failed = reports.executions().stream()
                .filter(execution -> execution.outcome() == Outcome.FAILED)
                .count();
        long attachments = reports.executions().stream()
                .mapToLong(execution -> execution.evidence().size())
                .sum();
        System.out.print(reports.files() + " " + reports.damaged().size() + " "
                + reports.executions().size() + " " + failed + (attachments == 0 ? "" : " " + attachments));
        reports.findings().stream()
                .map(Finding::message)
                .filter(message -> message.contains("executions are left out"))
                .forEach(message -> System.out.print(" left out " + message.split(" ")[0]));
    }

    @Test
    void streamsOneHugeOutput() throws Exception {
        write(writer -> {
            writer.write("<testcase name='first'><system-out><![CDATA[");
            repeat(writer, LINE, REPORT_KB);
            writer.write(
                    "[[ATTACHMENT|last.png]] ]]></system-out></testcase><testcase name='last'><failure/></testcase>");
        });
        assertThat(readInSmallHeap()).isEqualTo("1 0 2 1 1");
    }

    @Test
    void streamsManyTestsWithOutputsAndStackTraces() throws Exception {
        String head = "<testcase name='test' classname='a.B' time='0.001'>";
        String output = "<system-out><![CDATA[" + LINE.repeat(4) + "]]></system-out>";
        String failure = "<failure message='" + "m".repeat(2000) + "'><![CDATA[" + LINE.repeat(4) + "]]></failure>";
        write(writer -> {
            repeat(writer, head + output + "</testcase>", 20_000);
            repeat(writer, head + failure + output + "</testcase>", 12_000);
        });
        assertThat(readInSmallHeap()).isEqualTo("1 0 32000 12000");
    }

    @Test
    void survivesAHugeAttributeAndReadsTheOtherReports() throws Exception {
        write(writer -> {
            writer.write("<testcase name='before'/><testcase name='");
            repeat(writer, "x".repeat(1024), 100 << 10);
            writer.write("'/>");
        });
        Files.writeString(directory.resolve("TEST-b.xml"), "<testsuite><testcase><failure/></testcase></testsuite>");
        assertThat(readInSmallHeap()).isEqualTo("2 1 2 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failure", "error", "skipped", "rerunFailure", "unknown", "property"})
    void keepsTheBeginningOfOneHugeText(String element) throws Exception {
        String end = element.equals("property") ? "</properties>" : "";
        write(writer -> {
            writer.write(
                    "<testcase name='huge'>" + (end.isEmpty() ? "" : "<properties>") + "<" + element + "><![CDATA[");
            repeat(writer, LINE, REPORT_KB);
            writer.write("]]></" + element + ">" + end + "</testcase><testcase name='last'><failure/></testcase>");
        });
        int failed = element.equals("failure") || element.equals("rerunFailure") ? 2 : 1;
        assertThat(readInSmallHeap()).isEqualTo("1 0 2 " + failed);
    }

    @Test
    void readsAGigabyteOfReports() throws Exception {
        String output = "'><system-out><![CDATA[" + LINE.repeat(100) + "]]></system-out><failure/></testcase>";
        for (int file = 0; file < 5; file++) {
            String test = "<testcase name='test" + file + output;
            write("TEST-" + file + ".xml", writer -> repeat(writer, test, 2_048));
        }
        assertThat(readInSmallHeap()).isEqualTo("5 0 10240 10240");
    }

    @Test
    void leavesOutWhatDoesNotFitIntoMemoryAndSaysSo() throws Exception {
        write(writer -> {
            writer.write("<testcase name='first'><failure/></testcase>");
            repeat(writer, "<testcase name='test' classname='a.B' time='0.001'/>", 4_000_000);
        });
        Matcher result = Pattern.compile("1 0 (\\d+) 1 left out (\\d+)").matcher(readInSmallHeap());
        assertThat(result.matches()).isTrue();
        assertThat(Integer.parseInt(result.group(1))).isGreaterThan(100_000);
        assertThat(Integer.parseInt(result.group(1)) + Integer.parseInt(result.group(2)))
                .isEqualTo(4_000_001);
    }

    @Test
    void skipsAHugeComment() throws Exception {
        write(writer -> {
            writer.write("<testcase name='a'><!--");
            repeat(writer, LINE, REPORT_KB / 4);
            writer.write("--></testcase>");
        });
        assertThat(readInSmallHeap()).isEqualTo("1 0 1 0");
    }

    private interface Content {
        void writeTo(BufferedWriter writer) throws IOException;
    }

    private void write(Content content) throws IOException {
        write("TEST-a.xml", content);
    }

    private void write(String file, Content content) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(directory.resolve(file))) {
            writer.write("<?xml version='1.0' encoding='UTF-8'?><testsuite name='a.B'>");
            content.writeTo(writer);
            writer.write("</testsuite>");
        }
    }

    private static void repeat(BufferedWriter writer, String text, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            writer.write(text);
        }
    }

    private String readInSmallHeap() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeReportTest.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
