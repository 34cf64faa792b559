package io.gitlab.verdict.report.input;

import io.gitlab.verdict.domain.Label;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The properties of one test, bounded in number and size: their names and values are any text, and only later it is known
 * which names matter.
 */
public final class Statements {

    /** Further properties of a test are left out. */
    public static final int MAX_PER_TEST = 50;

    private final TextBudget budget;
    private final Set<Label> labels = new LinkedHashSet<>();

    public Statements(TextBudget budget) {
        this.budget = budget;
    }

    /**
     * Keeps a property. One without name or value is ignored.
     *
     * @param source where the test states it, such as {@code property}
     */
    public void add(String source, String name, String value) {
        String key = CleanText.of(name).strip();
        String text = CleanText.of(value).strip();
        if (key.isEmpty() || key.length() > TextBudget.LABEL_CHARS || text.isEmpty()) {
            return;
        }
        if (labels.size() == MAX_PER_TEST) {
            budget.leaveOutProperty();
            return;
        }
        String kept = budget.keepLabel(wholeWords(text));
        if (!kept.isEmpty()) {
            labels.add(Label.statement(source, key, kept));
        }
    }

    /** Each property once, in the order of the report. */
    public List<Label> labels() {
        return List.copyOf(labels);
    }

    /** The beginning of a long text, up to the end of a word: half an id may be another id. */
    private static String wholeWords(String text) {
        int end = text.length() <= TextBudget.LABEL_CHARS ? text.length() : TextBudget.LABEL_CHARS;
        while (end > 0 && end < text.length() && !separates(text.charAt(end))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean separates(char c) {
        return c == ',' || Character.isWhitespace(c);
    }
}
