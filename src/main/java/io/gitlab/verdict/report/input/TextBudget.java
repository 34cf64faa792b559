package io.gitlab.verdict.report.input;

import io.gitlab.verdict.domain.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits the text of problems that is kept in memory, so that a small heap suffices however many tests fail. When the
 * budget of all reports together is spent, only the beginning of each text is kept.
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

    private int left = ALL_CHARS;
    private int leftForPaths = ALL_CHARS / 2;
    private boolean pathsLost;
    private int leftForLabels = 4 * ALL_CHARS;
    private boolean labelsLost;
    private boolean propertiesLeftOut;

    public boolean spent() {
        return left <= 0;
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

    /** What was left out because of the limits. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (spent()) {
            findings.add(Finding.info("The reports contain more failure text than the memory limit allows: some "
                    + "messages and"
                    + " stack traces are cut. The report files hold the whole text."));
        }
        if (pathsLost) {
            findings.add(Finding.warning(
                    "The tests name more attachments than the memory limit allows: the last ones are left out."));
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
