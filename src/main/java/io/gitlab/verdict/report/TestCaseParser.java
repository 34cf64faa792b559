package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Problem.Kind;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.report.input.OutputCopy;
import io.gitlab.verdict.report.input.OutputMarkers;
import io.gitlab.verdict.report.input.OutputText;
import io.gitlab.verdict.report.input.Statements;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.report.input.ThrowableType;
import io.gitlab.verdict.report.input.XmlElements;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Reads the children of one {@code <testcase>}. The outcome depends on their names, never on their attributes: many tools
 * write failures without a {@code type}, and with re-runs Surefire writes failing tests without a {@code <failure>}.
 */
final class TestCaseParser {

    private static final Map<String, Kind> PROBLEMS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        PROBLEMS.put("failure", Kind.FAILURE);
        PROBLEMS.put("error", Kind.ERROR);
        PROBLEMS.put("rerunFailure", Kind.RERUN_FAILURE);
        PROBLEMS.put("rerunError", Kind.RERUN_ERROR);
        PROBLEMS.put("flakyFailure", Kind.FLAKY_FAILURE);
        PROBLEMS.put("flakyError", Kind.FLAKY_ERROR);
    }

    private static final int MAX_PROBLEMS = 20;
    private static final Set<String> OUTPUTS = Set.of("system-out", "system-err");
    private static final Set<Outcome> FAILED = EnumSet.of(Outcome.FAILED, Outcome.ERRORED);

    /** What tools write as {@code status} or {@code result} of a test that did not run, without or besides an element. */
    private static final Set<String> NOT_RUN =
            Set.of("notrun", "not_run", "disabled", "skipped", "suppressed", "ignored", "pending", "untested");

    private static final Set<Kind> ERRORS = EnumSet.of(Kind.ERROR, Kind.RERUN_ERROR);
    private static final Set<Kind> FLAKES = EnumSet.of(Kind.FLAKY_FAILURE, Kind.FLAKY_ERROR);

    private final XMLStreamReader2 xml;
    private final ReportInput input;
    private final TextBudget budget;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Statements statements;
    /** Created for the first output, because most tests have none. */
    private OutputMarkers markers;

    private List<EvidenceFile> files = List.of();
    private Map<String, OutputText> outputs = Map.of();
    private boolean skipped;
    private String skipReason = "";
    private String notRun = "";

    TestCaseParser(XMLStreamReader2 xml, ReportInput input) {
        this.xml = xml;
        this.input = input;
        this.budget = input.budget();
        this.statements = new Statements(budget);
    }

    /** Whether an element of that name is a failure or error; in any case, because a failure must not get lost. */
    static boolean isProblem(String name) {
        return PROBLEMS.containsKey(name);
    }

    /** Reads a test case, which is the current element, to its end. */
    void read() throws XMLStreamException {
        readStatus("status");
        readStatus("result");
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
        } else if (name.equalsIgnoreCase("skipped")) {
            readSkipped();
        } else if (OUTPUTS.contains(name)) {
            readOutput();
        } else if (name.equals("properties")) {
            files = files.isEmpty() ? new ArrayList<>() : files;
            new PropertyParser(xml, input, statements, files).read();
        } else {
            input.oddNotes().child(name);
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

    /** Files that the output names, including the output of re-runs, and those that the properties name or hold. */
    List<EvidenceFile> evidence() {
        if (markers == null && files.isEmpty()) {
            return List.of();
        }
        List<EvidenceFile> evidence = new ArrayList<>();
        if (markers != null) {
            markers.paths().forEach(path -> evidence.add(input.named(path)));
        }
        evidence.addAll(files);
        if (FAILED.contains(outcome())) {
            outputs.forEach(
                    (name, text) -> input.store(name + ".txt", text.bytes()).ifPresent(evidence::add));
        }
        return evidence;
    }

    /** The properties of the test, and those that its output states. */
    List<Label> labels() {
        return statements.labels();
    }

    String skipReason() {
        return skipReason.isEmpty() ? notRun : skipReason;
    }

    private void readStatus(String attribute) {
        String status = XmlElements.attribute(xml, attribute).strip();
        if (status.length() < 20 && NOT_RUN.contains(status.toLowerCase(Locale.ROOT))) {
            skipped = true;
            notRun = attribute + " is " + status;
        } else {
            input.oddNotes().attribute(attribute, status);
        }
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
        Writer output = output(XmlElements.name(xml));
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> XmlElements.stream(xml, output);
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
        markers.end();
    }

    private Writer output(String name) {
        if (!input.evidence().keepsOutput()) {
            return markers;
        }
        outputs = outputs.isEmpty() ? new TreeMap<>() : outputs;
        return new OutputCopy(markers, outputs.computeIfAbsent(name, key -> new OutputText()));
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
