package io.gitlab.verdict.resolve;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The names of all executions of one class in the reports. */
final class ReportedNames {
    private final NavigableMap<String, Integer> counts = new TreeMap<>();

    static ReportedNames of(List<String> names) {
        ReportedNames reported = new ReportedNames();
        names.forEach(reported::add);
        return reported;
    }

    void add(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    /** Whether several executions have the name. */
    boolean repeats(String name) {
        return counts.getOrDefault(name, 0) > 1;
    }

    /** Whether any name begins with the text. */
    boolean haveStart(String text) {
        String next = counts.ceilingKey(text);
        return next != null && next.startsWith(text);
    }
}
