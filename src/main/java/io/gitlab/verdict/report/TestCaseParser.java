package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Problem.Kind;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.report.input.OutputMarkers;
import io.gitlab.verdict.report.input.Statements;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.input.ThrowableType;
import io.gitlab.verdict.report.input.XmlElements;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Reads the children of one {@code <testcase>}. The outcome depends on their names, never on their attributes: many tools
 * write failures without a {@code type}, and with re-runs Surefire writes failing tests without a {@code <failure>}.
 */
final class TestCaseParser {

    static final Map<String, Kind> PROBLEMS = Map.of(
            "failure", Kind.FAILURE,
            "error", Kind.ERROR,
            "rerunFailure", Kind.RERUN_FAILURE,
            "rerunError", Kind.RERUN_ERROR,
            "flakyFailure", Kind.FLAKY_FAILURE,
            "flakyError", Kind.FLAKY_ERROR);

    private static final int MAX_PROBLEMS = 20;
    private static final Set<String> OUTPUTS = Set.of("system-out", "system-err");
    private static final Set<Kind> ERRORS = EnumSet.of(Kind.ERROR, Kind.RERUN_ERROR);
    private static final Set<Kind> FLAKES = EnumSet.of(Kind.FLAKY_FAILURE, Kind.FLAKY_ERROR);

    private final XMLStreamReader2 xml;
    private final TextBudget budget;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Statements statements;
    /** Created for the first output, because most tests have none. */
    private OutputMarkers markers;

    private boolean skipped;
    private String skipReason = "";

    TestCaseParser(XMLStreamReader2 xml, TextBudget budget) {
        this.xml = xml;
        this.budget = budget;
        this.statements = new Statements(budget);
    }

    /** Reads to the end of the current element. */
    void readChildren() throws XMLStreamException {
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                readChild(XmlElements.name(xml));
            }
        }
    }

    /** Reads a child to its end. */
    void readChild(String name) throws XMLStreamException {
        Kind kind = PROBLEMS.get(name);
        if (kind != null) {
            readProblem(kind);
        } else if (name.equals("skipped")) {
            readSkipped();
        } else if (OUTPUTS.contains(name)) {
            readOutput();
        } else if (name.equals("properties")) {
            readProperties();
        } else {
            xml.skipElement();
        }
    }

    /** An error is more severe than a failed assertion: one error makes the execution errored. */
    Outcome outcome() {
        if (kinds.isEmpty()) {
            return skipped ? Outcome.SKIPPED : Outcome.PASSED;
        }
        if (kinds.stream().anyMatch(ERRORS::contains)) {
            return Outcome.ERRORED;
        }
        return FLAKES.containsAll(kinds) ? Outcome.FLAKY : Outcome.FAILED;
    }

    List<Problem> problems() {
        return problems;
    }

    /** Paths of attachments that the output names, including the output of re-runs. */
    List<String> attachments() {
        return markers == null ? List.of() : markers.paths();
    }

    /** The properties of the test, and those that its output states. */
    List<Label> labels() {
        return statements.labels();
    }

    String skipReason() {
        return skipReason;
    }

    /** Of the children of the current element, in any depth. */
    private void readProperties() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.START_ELEMENT -> {
                    if (XmlElements.name(xml).equals("property")) {
                        readProperty();
                    } else {
                        depth++;
                    }
                }
                default -> {}
            }
        }
    }

    /** The value is an attribute, or the text of the element, which may have markup. */
    private void readProperty() throws XMLStreamException {
        String name = XmlElements.attribute(xml, "name");
        String value = XmlElements.attribute(xml, "value");
        BoundedText text = new BoundedText(TextBudget.LABEL_CHARS + 1);
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(text);
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
        statements.add("property", name, value.isEmpty() ? text.toString() : value);
    }

    private void readProblem(Kind kind) throws XMLStreamException {
        kinds.add(kind);
        if (problems.size() == MAX_PROBLEMS) {
            budget.leaveOutProblem();
            readText(0);
            return;
        }
        String type = ThrowableType.of(XmlElements.attribute(xml, "type"));
        String message = budget.keepMessage(XmlElements.attribute(xml, "message"));
        problems.add(new Problem(kind, type, message, budget.keep(readText(TextBudget.DETAIL_CHARS))));
    }

    /** Output is streamed, because it may be larger than the heap. */
    private void readOutput() throws XMLStreamException {
        markers = markers == null ? new OutputMarkers(budget, statements) : markers;
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> XmlElements.stream(xml, markers);
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
        markers.end();
    }

    private void readSkipped() throws XMLStreamException {
        skipped = true;
        String type = ThrowableType.of(XmlElements.attribute(xml, "type"));
        String message = budget.keepMessage(XmlElements.attribute(xml, "message"));
        String trace = readText(TextBudget.MESSAGE_CHARS).toString().strip();
        String reason = message.isEmpty() ? reasonIn(trace, type) : message;
        skipReason = skipReason.isEmpty() ? reason : skipReason;
    }

    /** Since Surefire 3.0, the reason of a failed assumption is only in the stack trace. */
    private static String reasonIn(String trace, String type) {
        String head = trace.split("\\n\\s*at ", 2)[0].strip();
        boolean typed = !type.isEmpty() && head.startsWith(type);
        return typed ? head.substring(type.length()).replaceFirst("^: *", "") : head;
    }

    /** The text of the element and of its stackTrace, without the output of the run. */
    private BoundedText readText(int chars) throws XMLStreamException {
        BoundedText text = budget.text(chars);
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(text);
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.START_ELEMENT -> {
                    if (OUTPUTS.contains(XmlElements.name(xml))) {
                        readOutput();
                    } else {
                        depth++;
                    }
                }
                default -> {}
            }
        }
        return text;
    }

    private void append(BoundedText text) throws XMLStreamException {
        if (!text.cut()) {
            XmlElements.stream(xml, text);
        }
    }
}
