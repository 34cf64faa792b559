package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** Test executions, made up or taken from real reports. */
final class Executions {
    static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");

    private Executions() {}

    static TestExecution of(String className, String name) {
        return of(className, className, name, Outcome.PASSED);
    }

    static TestExecution of(String className, String name, Outcome outcome) {
        return of(className, className, name, outcome);
    }

    static TestExecution of(String suite, String className, String name, Outcome outcome) {
        return TestExecution.of(new ReportedTest("shop", "", suite, className, name), Ending.of(outcome), DATE);
    }

    /** All executions of the real reports of one directory under {@code src/test/resources/resolve/reports}. */
    static List<TestExecution> ofReports(String directory) throws Exception {
        List<TestExecution> executions = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/resolve/reports", directory))) {
            for (Path file : files.sorted().toList()) {
                executions.addAll(ofReport(file));
            }
        }
        return executions;
    }

    private static List<TestExecution> ofReport(Path file) throws Exception {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        var cases = suite.getElementsByTagName("testcase");
        return IntStream.range(0, cases.getLength())
                .mapToObj(index -> (Element) cases.item(index))
                .map(test -> of(
                        suite.getAttribute("name"),
                        test.getAttribute("classname"),
                        test.getAttribute("name"),
                        outcome(test)))
                .toList();
    }

    private static Outcome outcome(Element test) {
        if (has(test, "failure")) {
            return Outcome.FAILED;
        }
        if (has(test, "error")) {
            return Outcome.ERRORED;
        }
        if (has(test, "flakyError")) {
            return Outcome.FLAKY;
        }
        return has(test, "skipped") ? Outcome.SKIPPED : Outcome.PASSED;
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }
}
