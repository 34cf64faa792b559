package io.gitlab.verdict.report.input;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ReportedTest;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits what is kept in memory of all reports together, so that a small heap suffices however many tests there are and
 * however many fail. When the budget for texts is spent, only the beginning of each text is kept. What is left out is a
 * finding.
 */
public final class TextBudget {

    public static final int MESSAGE_CHARS = 4 << 10;
    public static final int DETAIL_CHARS = 32 << 10;
    private static final int ALL_CHARS = 8 << 20;
    private static final int CHARS_WHEN_SPENT = 200;

    /** What an attachment costs besides its path, so that their number is limited, too. */
    private static final int PATH_OVERHEAD = 32;

    public static final int LABEL_CHARS = 1 << 10;

    /** What a label costs besides its text, so that their number is limited, too. */
    private static final int LABEL_OVERHEAD = 32;

    /** What a test execution costs besides its name, in bytes. */
    private static final int EXECUTION_OVERHEAD = 256;

    private final long heap;
    private long leftForExecutions;
    private long executionsLeftOut;
    private String lastClassName = "";
    private int left = ALL_CHARS;
    private int leftForPaths = ALL_CHARS / 2;
    private boolean pathsLost;
    private long leftForLabels;
    private boolean labelsLost;
    private boolean propertiesLeftOut;
    private boolean problemsLeftOut;

    /** A budget for the heap of this JVM. */
    public TextBudget() {
        this(Runtime.getRuntime().maxMemory());
    }

    /**
     * A budget for a heap of that size.
     *
     * @param heap in bytes
     */
    public TextBudget(long heap) {
        this.heap = heap;
        this.leftForExecutions = heap / 2;
        this.leftForLabels = Math.min(4 * ALL_CHARS, heap / 16);
    }

    public boolean spent() {
        return left <= 0;
    }

    /** Whether another test execution may be kept. */
    public boolean takeExecution(ReportedTest test) {
        int cost = EXECUTION_OVERHEAD + test.name().length();
        if (!test.className().equals(lastClassName)) {
            lastClassName = test.className();
            cost += lastClassName.length() + test.suite().length();
        }
        boolean room = cost <= leftForExecutions;
        leftForExecutions -= room ? cost : 0;
        executionsLeftOut += room ? 0 : 1;
        return room;
    }

    /** Whether the path of another attachment may be kept. */
    public boolean takePath(String path) {
        int cost = path.length() + PATH_OVERHEAD;
        boolean room = cost <= leftForPaths;
        leftForPaths -= room ? cost : 0;
        pathsLost |= !room;
        return room;
    }

    /** An empty text that accepts up to that many characters. */
    public BoundedText text(int chars) {
        return new BoundedText(limit(chars));
    }

    /** What is kept of a text. */
    public String keep(BoundedText text) {
        return keep(text.toString());
    }

    private String keep(String text) {
        String kept = text.strip();
        left = Math.max(0, left - kept.length());
        return kept;
    }

    /** What is kept of a stack trace. */
    public String keepDetail(String detail) {
        return keep(BoundedText.of(detail, limit(DETAIL_CHARS)));
    }

    /** What is kept of a message. */
    public String keepMessage(String message) {
        return keep(BoundedText.of(message, limit(MESSAGE_CHARS)));
    }

    /** What is kept of a text that may hold ids of test cases; empty if nothing is. */
    public String keepLabel(String label) {
        String kept = BoundedText.of(label, LABEL_CHARS).strip();
        int cost = kept.length() + LABEL_OVERHEAD;
        boolean room = cost <= leftForLabels;
        leftForLabels -= room ? cost : 0;
        labelsLost |= !room;
        return room ? kept : "";
    }

    /** Notes that a test has more properties than are kept. */
    void leaveOutProperty() {
        propertiesLeftOut = true;
    }

    /** Notes that a test names more attachments than are kept. */
    void leaveOutPath() {
        pathsLost = true;
    }

    /** Notes that a test has more failures than are kept. */
    public void leaveOutProblem() {
        problemsLeftOut = true;
    }

    /** What was left out because of the limits. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (executionsLeftOut > 0) {
            findings.add(Finding.error(executionsLeftOut + " test executions are left out: the reports hold more than a"
                    + " heap of " + (heap >> 20) + " MB allows. Give Maven more memory, for example"
                    + " MAVEN_OPTS=-Xmx2g, or publish fewer reports at once."));
        }
        if (spent()) {
            findings.add(Finding.info("The reports contain more failure text than the memory limit allows: some "
                    + "messages and"
                    + " stack traces are cut. The report files hold the whole text."));
        }
        if (pathsLost) {
            findings.add(Finding.warning(
                    "The tests name more or longer attachment paths than the limits allow: these are left out."));
        }
        if (problemsLeftOut) {
            findings.add(Finding.info("Some tests failed more often than is kept of one test: the last failures of them"
                    + " are left out of notes and output. Verdicts count all."));
        }
        if (labelsLost) {
            findings.add(
                    Finding.error(
                            "The reports hold more tags, properties and display names than the memory limit"
                                    + " allows: the last ones are left out, and their ids are not found. Publish fewer reports at once."));
        }
        if (propertiesLeftOut) {
            findings.add(Finding.warning("Some tests have more than " + Statements.MAX_PER_TEST
                    + " properties: the last ones are left out, and ids in them are not found. State the id first."));
        }
        return findings;
    }

    private int limit(int chars) {
        return spent() ? CHARS_WHEN_SPENT : chars;
    }
}
