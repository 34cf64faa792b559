package io.gitlab.verdict.report.input;

import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds {@code [[ATTACHMENT|path]]} in the streamed output of a test, in chunks of any size. A marker is in one line; text
 * after a further {@code |} is not part of the path, as in the Jenkins plugin that introduced the marker.
 */
public final class AttachmentMarkers extends Writer {

    public static final int MAX_PATH_CHARS = 1 << 10;
    private static final int MAX_PATHS = 100;
    private static final String START = "[[ATTACHMENT|";

    private final TextBudget budget;
    private final Set<String> paths = new LinkedHashSet<>();
    private final StringBuilder open = new StringBuilder();
    private int matched;
    private int closing;

    public AttachmentMarkers(TextBudget budget) {
        this.budget = budget;
    }

    /** The paths as written, each once, in the order of the output. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char c = characters[i];
            if (matched < START.length()) {
                match(c);
            } else {
                read(c);
            }
        }
    }

    /** Must be called at the end of the output; an unclosed marker is ignored. */
    public void end() {
        if (closing == 2) {
            keep();
        }
        reset();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private void match(char c) {
        if (c == START.charAt(matched)) {
            matched++;
        } else if (c != '[') {
            matched = 0;
        } else if (matched != 2) {
            matched = 1;
        }
    }

    /** A path may end with brackets: the last two of consecutive brackets close the marker. */
    private void read(char c) {
        if (c == '\n' && closing < 2 || open.length() > MAX_PATH_CHARS) {
            reset();
        } else if (c == ']') {
            if (closing == 2) {
                open.append(c);
            } else {
                closing++;
            }
        } else if (closing == 2) {
            keep();
            reset();
            match(c);
        } else {
            open.append("]".repeat(closing)).append(c);
            closing = 0;
        }
    }

    private void keep() {
        // An earlier, unclosed start is not a marker.
        int again = open.lastIndexOf(START);
        String last = again < 0 ? open.toString() : open.substring(again + START.length());
        String clean = CleanText.of(last);
        int reserved = clean.indexOf('|');
        String path = (reserved < 0 ? clean : clean.substring(0, reserved)).strip();
        if (!path.isEmpty() && paths.size() < MAX_PATHS && !paths.contains(path) && budget.takePath(path)) {
            paths.add(path);
        }
    }

    private void reset() {
        matched = 0;
        closing = 0;
        open.setLength(0);
    }
}
