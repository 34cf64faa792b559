package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.ParsedReport.Origin;
import io.gitlab.verdict.report.ReportSource.Writer;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.ReportDate;
import io.gitlab.verdict.report.input.Seconds;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.input.Variant;
import io.gitlab.verdict.report.input.XmlElements;
import io.gitlab.verdict.report.input.XmlFile;
import io.gitlab.verdict.report.input.XmlRoot;
import io.gitlab.verdict.text.Counted;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** Reads one report file as a stream: memory does not grow with the output of the tests. */
final class ReportParser {
    private static final int MAX_NAME_CHARS = 4 << 10;

    /** The names that the listener of the JUnit Platform gives the suites of its own reports. */
    private static final Set<String> PLATFORM_SUITES = Set.of("JUnit Jupiter", "JUnit Vintage", "JUnit Platform Suite");

    private record Suite(String name, Variant variant, ReportDate date, ReportSource source) {}

    private final ReportFile file;
    private final ReportInput input;
    private final Timestamps timestamps;
    private final SuiteHosts hosts = new SuiteHosts();
    private final List<TestExecution> executions = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Deque<Suite> suites = new ArrayDeque<>();
    private OptionalInt reruns = OptionalInt.empty();
    private Optional<ReportedTest> openTest = Optional.empty();
    private Optional<String> oddTime = Optional.empty();
    private String lastClassName = "";
    private Writer writer = Writer.OTHER;
    private int suiteCount;
    private int testCases;
    private int countedTests = -1;
    private boolean damaged;

    private ReportParser(ReportInput input) {
        this.file = input.file();
        this.input = input;
        this.timestamps = new Timestamps(file);
    }

    /**
     * Reads as much as possible; damage is part of the result, never an exception.
     *
     * @param evidence stores files that the report holds inline
     */
    static ParsedReport parse(ReportFile file, TextBudget budget, EvidenceStore evidence) {
        ReportParser parser = new ReportParser(new ReportInput(file, budget, evidence));
        parser.parse();
        parser.findings.addAll(parser.input.findings());
        parser.timestamps.finding().ifPresent(parser.findings::add);
        return new ParsedReport(
                parser.hosts.asVariants(parser.executions, parser.origins),
                parser.origins,
                parser.reruns,
                parser.damaged,
                parser.findings);
    }

    private void parse() {
        try (XmlFile xml = XmlFile.open(file.path())) {
            read(xml.reader());
            findings.addAll(xml.findings());
        } catch (FileSystemException e) {
            unreadable(e);
        } catch (XMLStreamException | IOException e) {
            damage("", e.toString());
        }
        // Surefire writes a report that counts 0 tests for each class that only runs other classes.
        if (testCases == 0 && countedTests != 0 && !damaged) {
            findings.add(withoutTests());
        }
        oddTime.ifPresent(time -> findings.add(Finding.warning("Report " + file.path() + " has a time of \"" + time
                + "\", which is not a number of seconds: the durations of such tests are left out.")));
    }

    private void read(XMLStreamReader2 xml) {
        try {
            readDocuments(xml);
        } catch (XMLStreamException e) {
            damage(xml, e);
        } catch (RuntimeException e) {
            // Woodstox parses lazily, and then throws WstxLazyException with the original exception as its cause.
            damage(xml, e.getCause() instanceof XMLStreamException cause ? cause : new XMLStreamException(e));
        }
    }

    private void damage(XMLStreamReader2 xml, XMLStreamException e) {
        Location location = e.getLocation() == null ? xml.getLocation() : e.getLocation();
        String reason = e.getMessage().lines().findFirst().orElse("").replaceFirst("\\.$", "");
        damage(" at line " + location.getLineNumber(), reason);
    }

    private void readDocuments(XMLStreamReader2 xml) throws XMLStreamException {
        int documents = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> findings.add(doctype());
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlRoot root = XmlRoot.named(XmlElements.name(xml));
                    if (!root.ofReport()) {
                        rejectRoot(root);
                        return;
                    }
                    documents++;
                    writer = writer(xml);
                    readSuites(xml);
                }
                default -> {}
            }
        }
        if (documents > 1) {
            damage("", "it holds " + documents + " XML documents, as if several runs wrote it at once");
        }
    }

    private void rejectRoot(XmlRoot root) {
        damaged = true;
        findings.add(Finding.error("Report " + file.path() + " is not in JUnit's XML format: " + root.text()
                + ", not <testsuite> or <testsuites>. Let the test tool write JUnit XML, or convert the file."));
    }

    private Writer writer(XMLStreamReader2 xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).endsWith("noNamespaceSchemaLocation")
                    && xml.getAttributeValue(i).contains("surefire-test-report")) {
                return Writer.SUREFIRE;
            }
        }
        if (PLATFORM_SUITES.contains(XmlElements.attribute(xml, "name"))) {
            return Writer.JUNIT_PLATFORM;
        }
        Path directory = file.path().toAbsolutePath().getParent();
        return directory.endsWith("junitreports") ? Writer.TESTNG : Writer.OTHER;
    }

    /** Reads the root, which is the current element, to its end. */
    private void readSuites(XMLStreamReader2 xml) throws XMLStreamException {
        openSuite(xml);
        while (!suites.isEmpty()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> readSuiteChild(xml);
                case XMLStreamConstants.END_ELEMENT -> suites.pop();
                default -> {}
            }
        }
    }

    private void readSuiteChild(XMLStreamReader2 xml) throws XMLStreamException {
        String name = XmlElements.name(xml);
        if (XmlRoot.SUITES.contains(name)) {
            openSuite(xml);
        } else if (name.equals("testcase")) {
            readTestCase(xml);
        } else if (TestCaseParser.isProblem(name)) {
            readSuiteProblem(xml);
        } else if (name.equals("properties")) {
            readProperties(xml);
        } else {
            xml.skipElement();
        }
    }

    private void openSuite(XMLStreamReader2 xml) {
        Suite outer = suites.isEmpty() ? new Suite("", Variant.NONE, timestamps.ofFile(), null) : suites.peek();
        String name = name(xml, "name");
        Variant own = Variant.of(name, file.path());
        Variant variant = own.suffix().isEmpty() ? outer.variant() : own;
        String stripped = name.isEmpty() ? outer.name() : variant.strip(name);
        ReportSource source = new ReportSource(file, suiteCount++, stripped, name(xml, "hostname"), writer);
        ReportDate date = timestamps.read(
                XmlElements.attribute(xml, "timestamp"),
                Seconds.parse(XmlElements.attribute(xml, "time")),
                outer.date());
        hosts.add(source);
        countedTests = Math.max(
                countedTests, count(XmlElements.attribute(xml, "tests")).orElse(-1));
        suites.push(new Suite(stripped, variant, date, source));
    }

    private void readTestCase(XMLStreamReader2 xml) throws XMLStreamException {
        Suite suite = suites.element();
        String className = className(xml, suite);
        String name = name(xml, "name");
        Optional<Duration> duration = duration(xml);
        ReportDate date = timestamps.read(XmlElements.attribute(xml, "timestamp"), duration, suite.date());
        ReportedTest test = test(suite, className, name);
        openTest = Optional.of(test);
        TestCaseParser testCase = new TestCaseParser(xml, input);
        testCase.read();
        input.oddNotes().end(test, testCase.outcome());
        openTest = Optional.empty();
        keep(suite, date, execution(test, date.instant(), duration, testCase));
    }

    private void keep(Suite suite, ReportDate date, TestExecution execution) {
        testCases++;
        if (!input.budget().takeExecution(execution.test())) {
            return;
        }
        executions.add(execution);
        Origin last = origins.isEmpty() ? null : origins.get(origins.size() - 1);
        // One object for all tests of a suite: a large report holds hundreds of thousands of tests.
        boolean same =
                last != null && last.source() == suite.source() && last.date().equals(date);
        origins.add(same ? last : new Origin(suite.source(), date));
    }

    private String className(XMLStreamReader2 xml, Suite suite) {
        String reported = name(xml, "classname");
        String stripped = reported.isEmpty() ? suite.name() : suite.variant().strip(reported);
        // One string for all tests of a class: a large report holds hundreds of thousands of tests.
        lastClassName = stripped.equals(lastClassName) ? lastClassName : stripped;
        return lastClassName;
    }

    /** A problem of the suite itself concerns the class as a whole. */
    private void readSuiteProblem(XMLStreamReader2 xml) throws XMLStreamException {
        Suite suite = suites.element();
        ReportedTest test = test(suite, suite.name(), "");
        openTest = Optional.of(test);
        TestCaseParser problem = new TestCaseParser(xml, input);
        problem.readChild(XmlElements.name(xml));
        openTest = Optional.empty();
        keep(suite, suite.date(), execution(test, suite.date().instant(), Optional.empty(), problem));
    }

    private TestExecution execution(
            ReportedTest test, Instant date, Optional<Duration> duration, TestCaseParser parsed) {
        return new TestExecution(
                test,
                new Ending(parsed.outcome(), parsed.problems(), parsed.skipReason()),
                date,
                duration,
                parsed.evidence(),
                Optional.empty(),
                parsed.labels());
    }

    private ReportedTest test(Suite suite, String className, String name) {
        return new ReportedTest(file.module(), suite.variant().suffix(), suite.name(), className, name);
    }

    private void readProperties(XMLStreamReader2 xml) throws XMLStreamException {
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                if (XmlElements.attribute(xml, "name").endsWith(".rerunFailingTestsCount")) {
                    reruns = count(XmlElements.attribute(xml, "value"));
                }
                xml.skipElement();
            }
        }
    }

    private static OptionalInt count(String text) {
        return text.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static String name(XMLStreamReader2 xml, String attribute) {
        return BoundedText.of(XmlElements.attribute(xml, attribute), MAX_NAME_CHARS);
    }

    private Optional<Duration> duration(XMLStreamReader2 xml) {
        String time = xml.getAttributeValue(null, "time");
        if (time == null) {
            return Optional.empty();
        }
        Optional<Duration> duration = Seconds.parse(time);
        if (duration.isEmpty() && oddTime.isEmpty()) {
            oddTime = Optional.of(BoundedText.of(time, 40));
        }
        return duration;
    }

    private Finding withoutTests() {
        return countedTests < 0
                ? Finding.info("Report " + file.path() + " has no tests.")
                : Finding.warning("Report " + file.path() + " counts " + Counted.of(countedTests, "test")
                        + ", but has no <testcase>, so nothing of it is published. Let the test tool write a <testcase> for each"
                        + " test.");
    }

    private Finding doctype() {
        return Finding.warning(
                "Report " + file.path() + " has a DOCTYPE, which no test tool writes. The DOCTYPE is ignored,"
                        + " and its entities are missing from names and texts. Find the tool that wrote the file.");
    }

    private void unreadable(FileSystemException e) {
        damaged = true;
        findings.add(Finding.error("Report " + file.path() + " cannot be read ("
                + e.getClass().getSimpleName().replaceFirst("Exception$", "")
                + (e.getReason() == null ? "" : ": " + e.getReason())
                + "): its test executions do not count. Make the file readable to this user, and run the goal again."));
    }

    private void damage(String where, String reason) {
        damaged = true;
        String cut = openTest.map(
                        test -> ". It is truncated inside test " + test.displayName() + ", which does not count")
                .orElse("");
        findings.add(Finding.error("Report " + file.path() + " is damaged" + where + ": " + reason + ". The "
                + executions.size() + " test executions before the damage count" + cut
                + ". Delete the file and run its tests again."));
    }
}
