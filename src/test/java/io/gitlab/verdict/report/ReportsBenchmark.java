package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.ctc.wstx.osgi.InputFactoryProviderImpl;
import io.gitlab.verdict.report.input.EvidenceStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How fast 50 MB of reports with 100,000 test cases are read, as a share of the throughput of bare Woodstox, which only
 * passes over the same files. Not among the tests: {@code mvn -Pbenchmark test}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class ReportsBenchmark {

    private static final int FILES = 200;
    private static final int TESTS_PER_FILE = 500;
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2" name="%s" time="1.2" \
            tests="500" errors="0" skipped="0" failures="50" timestamp="2026-11-21T21:13:18.564Z">
            """;
    private static final String FAILURE =
            """
            >
                <failure message="expected: &lt;1&gt; but was: &lt;2&gt;" type="org.opentest4j.AssertionFailedError">\
            <![CDATA[org.opentest4j.AssertionFailedError: expected: <1> but was: <2>
            %s]]></failure>
              </testcase>
            """.formatted("\tat com.example.shop.OrderTest.step(OrderTest.java:21)\n".repeat(25));
    private static final String OUTPUT = """
            >
                <system-out><![CDATA[%s]]></system-out>
              </testcase>
            """.formatted(
                    "2026-11-21 21:13:18.123 [main] INFO  c.e.OrderService - processed [order 7] & sent\n".repeat(10));

    private final XMLInputFactory factory = new InputFactoryProviderImpl().createInputFactory();
    private Path directory;
    private List<Path> files;

    @Test
    void comparesReadingToBareWoodstox() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ReportsBenchmark.class.getName())
                        .build())
                .run();
        List<Double> milliseconds = results.stream()
                .map(result -> result.getPrimaryResult().getScore())
                .toList();
        double ratio = milliseconds.get(0) / milliseconds.get(1);
        System.out.println(String.format(
                "%d test cases: %.0f ms by bare Woodstox, %.0f ms read, ratio of throughput %.2f",
                FILES * TESTS_PER_FILE, milliseconds.get(0), milliseconds.get(1), ratio));
        // Half is the aim. A busy machine shows less, so this catches a relapse only: it was 0.1.
        assertThat(ratio).isGreaterThan(0.2);
    }

    @Setup
    public void write() throws IOException {
        directory = Files.createTempDirectory("reports");
        files = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            String className = "com.example.shop.checkout.module" + file % 10 + ".OrderProcessing" + file + "Test";
            Path path = directory.resolve("TEST-" + className + ".xml");
            Files.writeString(path, report(className));
            files.add(path);
        }
    }

    @TearDown
    public void delete() throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(directory);
    }

    @Benchmark
    public int bareWoodstox() throws IOException, XMLStreamException {
        int events = 0;
        for (Path file : files) {
            try (InputStream bytes = Files.newInputStream(file)) {
                XMLStreamReader xml = factory.createXMLStreamReader(bytes);
                while (xml.hasNext()) {
                    xml.next();
                    events++;
                }
            }
        }
        return events;
    }

    @Benchmark
    public Reports reader() {
        EvidenceStore evidence = new EvidenceStore(directory.resolve("evidence"), 1 << 20);
        return new ReportReader(Optional.empty(), StaleReports.SKIP, evidence, Fixtures.DATES)
                .read(ReportSet.of(List.of(new ReportDirectory("", directory))));
    }

    private static String report(String className) {
        StringBuilder report = new StringBuilder(HEAD.formatted(className));
        for (int test = 0; test < TESTS_PER_FILE; test++) {
            report.append("  <testcase name=\"processesOrder%d(String, int)[%d]\" classname=\"%s\" time=\"0.%03d\""
                    .formatted(test, test, className, test));
            report.append(test % 10 == 0 ? FAILURE : test % 3 == 0 ? OUTPUT : "/>\n");
        }
        return report.append("</testsuite>\n").toString();
    }
}
