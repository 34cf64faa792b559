package io.gitlab.verdict.report.testng;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.report.input.OutputMarkers;
import io.gitlab.verdict.report.input.Statements;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.input.ThrowableType;
import io.gitlab.verdict.report.input.Timestamp;
import io.gitlab.verdict.report.input.XmlElements;
import io.gitlab.verdict.report.supplement.SupplementTest;
import io.gitlab.verdict.report.supplement.SupplementTest.Name;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** One {@code <test-method>}: a run of a test, or of one of its rows. */
final class TestNgMethod {
    static final int MOST_PARAMETERS = 100;
    private static final int PARAMETER_CHARS = 4 << 10;

    /**
     * A method of one instance.
     *
     * @param suite name of the suite
     * @param test name of the {@code <test>} in the suite
     * @param className its class
     * @param signature with parameter types and the instance
     */
    record Place(String suite, String test, String className, String signature) {}

    private final Place place;
    private final TextBudget budget;
    private final Statements statements;
    private final OutputMarkers markers;
    private final String name;
    private final String instance;
    private final String status;
    private final boolean retried;
    private final String description;
    private final Optional<Instant> start;
    private final Optional<Duration> duration;
    private final List<String> parameters = new ArrayList<>();
    private boolean cut;
    private String problemType = "";
    private String message = "";
    private String trace = "";

    /** Reads the attributes of the current element. */
    TestNgMethod(XMLStreamReader2 xml, Place place, TextBudget budget) {
        this.place = place;
        this.budget = budget;
        this.statements = new Statements(budget);
        this.markers = new OutputMarkers(budget, statements);
        this.name = TestNgParser.attribute(xml, "name");
        this.instance = TestNgParser.attribute(xml, "test-instance-name");
        this.status = XmlElements.attribute(xml, "status");
        this.retried = XmlElements.attribute(xml, "retried").equals("true");
        this.description = XmlElements.attribute(xml, "description");
        this.start = Timestamp.parse(XmlElements.attribute(xml, "started-at"));
        this.duration = millis(XmlElements.attribute(xml, "duration-ms"));
    }

    String name() {
        return name;
    }

    /** Whether it has more parameters than are read. */
    boolean cut() {
        return cut;
    }

    /** Whether another run of the same row follows. */
    boolean retried() {
        return retried;
    }

    /** Reads the current element to its end. */
    void readChildren(XMLStreamReader2 xml) throws XMLStreamException {
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (XmlElements.name(xml)) {
                    case "params", "param", "reporter-output", "custom-attributes" -> readChildren(xml);
                    case "value" -> readParameter(xml);
                    case "line" -> readLine(xml);
                    case "custom-attribute" -> readAttribute(xml);
                    case "exception" -> readException(xml);
                    default -> xml.skipElement();
                }
            }
        }
    }

    /** @param row the number of the row of the method, from 1 */
    SupplementTest asSupplement(String module, int row, Set<String> groups, Path file) {
        markers.end();
        List<Label> labels = new ArrayList<>(statements.labels());
        groups.forEach(group -> labels.add(Label.tag(TestNgParser.SOURCE, group, 0)));
        String title = budget.keepLabel(description);
        if (!title.isEmpty()) {
            labels.add(Label.displayName(TestNgParser.SOURCE, title));
        }
        List<EvidenceFile> evidence = markers.paths().stream()
                .map(path -> EvidenceFile.named(path, file.toAbsolutePath().getParent()))
                .toList();
        return new SupplementTest(
                place + "[" + row + "]", names(row), start, labels, evidence, execution(module, row, evidence));
    }

    /** Surefire 3.0 to 3.5 names a row {@code data[1, a](1)}, earlier versions {@code data}. */
    private List<Name> names(int row) {
        String values = parameters.isEmpty() ? "" : "[" + String.join(", ", parameters) + "](" + row + ")";
        return Stream.of(instance, name)
                .filter(one -> !one.isEmpty())
                .flatMap(one -> Stream.of(one + values, one))
                .distinct()
                .map(one -> new Name(place.className(), one))
                .toList();
    }

    private Optional<TestExecution> execution(String module, int row, List<EvidenceFile> evidence) {
        if (start.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        ReportedTest test = new ReportedTest(
                module,
                "",
                place.className(),
                place.className(),
                names(row).get(0).test());
        return ending().map(ending -> new TestExecution(test, ending, start.get(), duration, evidence));
    }

    private Optional<Ending> ending() {
        Problem problem = new Problem(Problem.Kind.FAILURE, problemType, message, trace);
        return switch (status) {
            case "PASS", "SUCCESS_PERCENTAGE_FAILURE" -> Optional.of(Ending.of(Outcome.PASSED));
            case "FAIL" -> Optional.of(Ending.of(Outcome.FAILED, problem));
            case "SKIP" ->
                Optional.of(
                        retried ? Ending.of(Outcome.FAILED, problem) : new Ending(Outcome.SKIPPED, List.of(), message));
            default -> Optional.empty();
        };
    }

    private void readParameter(XMLStreamReader2 xml) throws XMLStreamException {
        boolean isNull = XmlElements.attribute(xml, "is-null").equals("true");
        String value = text(xml, PARAMETER_CHARS);
        cut |= parameters.size() == MOST_PARAMETERS;
        if (parameters.size() < MOST_PARAMETERS) {
            parameters.add(isNull ? "null" : value);
        }
    }

    private void readLine(XMLStreamReader2 xml) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> XmlElements.stream(xml, markers);
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
        markers.write(new char[] {'\n'}, 0, 1);
    }

    /** A value is a list: {@code [TC15, TC16]}. */
    private void readAttribute(XMLStreamReader2 xml) throws XMLStreamException {
        String key = "";
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                if (XmlElements.name(xml).equals("name")) {
                    key = TestNgParser.attribute(xml, "value");
                    xml.skipElement();
                } else {
                    String values = text(xml, TextBudget.LABEL_CHARS + 1);
                    boolean list = values.startsWith("[") && values.endsWith("]");
                    statements.add(TestNgParser.SOURCE, key, list ? values.substring(1, values.length() - 1) : values);
                }
            }
        }
    }

    private void readException(XMLStreamReader2 xml) throws XMLStreamException {
        problemType = ThrowableType.of(XmlElements.attribute(xml, "class"));
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (XmlElements.name(xml)) {
                    case "message" -> message = budget.keepMessage(text(xml, TextBudget.MESSAGE_CHARS));
                    case "full-stacktrace" -> trace = budget.keepDetail(text(xml, TextBudget.DETAIL_CHARS));
                    default -> xml.skipElement();
                }
            }
        }
    }

    /** The CDATA section in the current element; TestNG indents it. */
    private static String text(XMLStreamReader2 xml, int chars) throws XMLStreamException {
        BoundedText data = new BoundedText(chars);
        BoundedText plain = new BoundedText(chars);
        boolean hasData = false;
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.CDATA -> {
                    hasData = true;
                    XmlElements.stream(xml, data);
                }
                case XMLStreamConstants.CHARACTERS -> XmlElements.stream(xml, plain);
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
        return hasData ? data.toString() : plain.toString().strip();
    }

    private static Optional<Duration> millis(String text) {
        boolean number = text.length() <= 12 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Duration.ofMillis(Long.parseLong(text))) : Optional.empty();
    }
}
