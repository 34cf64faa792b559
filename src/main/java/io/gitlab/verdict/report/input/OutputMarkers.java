package io.gitlab.verdict.report.input;

import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the markers in the streamed output of a test, in chunks of any size:
 *
 * <ul>
 *   <li>{@code [[ATTACHMENT|path]]} names a file. Text after a further {@code |} is not part of the path, as in the Jenkins
 *       plugin that introduced the marker.
 *   <li>{@code [[PROPERTY|name=value]]} is a property of the test.
 *   <li>{@code [[PROPERTY|name]]} begins a property whose value is the text before {@code [[/PROPERTY]]}, in any number of
 *       lines. One that is not ended is ignored.
 * </ul>
 *
 * <p>A marker is in one line and has at most {@value #MAX_CHARS} characters.
 */
public final class OutputMarkers extends Writer {

    public static final int MAX_CHARS = 1 << 10;
    private static final int MAX_PATHS = 100;
    private static final String SOURCE = "output";
    private static final String ATTACHMENT = "ATTACHMENT|";
    private static final String PROPERTY = "PROPERTY|";
    private static final String END_OF_PROPERTY = "/PROPERTY";
    private static final List<String> BEGINNINGS = List.of(ATTACHMENT, PROPERTY, END_OF_PROPERTY);
    private static final int END_CHARS = "[[/PROPERTY]]".length();
    private static final int MAX_VALUE_CHARS = TextBudget.LABEL_CHARS + END_CHARS + 1;

    private final TextBudget budget;
    private final Statements statements;
    private final Set<String> paths = new LinkedHashSet<>();
    private final StringBuilder open = new StringBuilder();
    private int opening;
    private int closing;
    /** The name of the property whose value is being read; empty: none is. */
    private String property = "";

    private final StringBuilder value = new StringBuilder();
    private long valueChars;

    /**
     * A reader of the output of one test.
     *
     * @param statements takes the properties
     */
    public OutputMarkers(TextBudget budget, Statements statements) {
        this.budget = budget;
        this.statements = statements;
    }

    /** The paths of attachments as written, each once, in the order of the output. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        int end = offset + length;
        for (int i = firstBracket(characters, offset, end); i < end; i++) {
            char c = characters[i];
            collect(c);
            if (opening < 2) {
                opening = c == '[' ? opening + 1 : 0;
            } else {
                read(c);
            }
        }
    }

    /** Most output has no marker: its beginning is skipped. */
    private int firstBracket(char[] characters, int offset, int end) {
        int i = offset;
        while (i < end && opening == 0 && property.isEmpty() && characters[i] != '[') {
            i++;
        }
        return i;
    }

    /** Must be called at the end of the output; an unclosed marker is ignored. */
    public void end() {
        if (closing == 2) {
            keep();
        }
        reset();
        beginValue("");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** A path may end with brackets: the last two of consecutive brackets close the marker. */
    private void read(char c) {
        if (open.length() > MAX_CHARS) {
            leaveOutLongPath();
            reset();
        } else if (c == '\n' && closing < 2) {
            reset();
        } else if (c == ']') {
            readClosing();
        } else if (closing == 2) {
            keep();
            reset();
            collect(c);
            opening = c == '[' ? 1 : 0;
        } else if (c != '[' || closing > 0 || !open.isEmpty()) {
            open.append("]".repeat(closing)).append(c);
            closing = 0;
            if (!isBeginning()) {
                reset();
                opening = c == '[' ? 1 : 0;
            }
        }
    }

    private void leaveOutLongPath() {
        if (lastMarker().startsWith(ATTACHMENT)) {
            budget.leaveOutPath();
        }
    }

    private void readClosing() {
        if (closing == 2) {
            open.append(']');
        } else {
            closing++;
        }
        if (closing == 2 && open.toString().equals(END_OF_PROPERTY)) {
            keepValue();
            reset();
        }
    }

    /** Whether the text may become a marker. */
    private boolean isBeginning() {
        if (open.length() > ATTACHMENT.length()) {
            return true;
        }
        String text = open.toString();
        return BEGINNINGS.stream().anyMatch(beginning -> beginning.startsWith(text) || text.startsWith(beginning));
    }

    private void keep() {
        String marker = lastMarker();
        if (marker.startsWith(ATTACHMENT)) {
            keepPath(CleanText.of(marker.substring(ATTACHMENT.length())));
        } else if (marker.startsWith(PROPERTY)) {
            keepProperty(marker.substring(PROPERTY.length()));
        }
    }

    /** An earlier, unclosed start is not a marker. */
    private String lastMarker() {
        int again = Math.max(open.lastIndexOf("[[" + ATTACHMENT), open.lastIndexOf("[[" + PROPERTY));
        return again < 0 ? open.toString() : open.substring(again + 2);
    }

    private void keepPath(String clean) {
        int reserved = clean.indexOf('|');
        String path = (reserved < 0 ? clean : clean.substring(0, reserved)).strip();
        if (path.isEmpty() || paths.contains(path)) {
            return;
        }
        if (paths.size() == MAX_PATHS) {
            budget.leaveOutPath();
        } else if (budget.takePath(path)) {
            paths.add(path);
        }
    }

    private void keepProperty(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            beginValue(text);
        } else {
            statements.add(SOURCE, text.substring(0, equals), text.substring(equals + 1));
        }
    }

    private void beginValue(String name) {
        property = name;
        value.setLength(0);
        valueChars = 0;
    }

    private void collect(char c) {
        if (!property.isEmpty()) {
            valueChars++;
            if (value.length() < MAX_VALUE_CHARS) {
                value.append(c);
            }
        }
    }

    private void keepValue() {
        int length = (int) Math.min(value.length(), Math.max(0, valueChars - END_CHARS));
        statements.add(SOURCE, property, value.substring(0, length));
        beginValue("");
    }

    private void reset() {
        opening = 0;
        closing = 0;
        open.setLength(0);
    }
}
