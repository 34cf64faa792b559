package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Faults that many tests share: one finding for each kind, with the number of tests and the first examples. */
final class CountedFindings {
    private static final int EXAMPLES = 3;

    private final Map<Kind, Group> groups = new LinkedHashMap<>();

    /**
     * A kind of fault.
     *
     * @param severity whether the run's result is affected
     * @param fault what is wrong, after the number of test executions
     * @param remedy a sentence
     */
    record Kind(Finding.Severity severity, String fault, String remedy) {}

    private static final class Group {
        private final Set<String> examples = new LinkedHashSet<>();
        private int count;
    }

    /** Counts one test execution. */
    void add(Kind kind, String example) {
        Group group = groups.computeIfAbsent(kind, absent -> new Group());
        group.count++;
        if (group.examples.size() <= EXAMPLES) {
            group.examples.add(example);
        }
    }

    List<Finding> findings() {
        return groups.entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Finding finding(Kind kind, Group group) {
        String examples =
                String.join("; ", group.examples.stream().limit(EXAMPLES).toList());
        return new Finding(
                kind.severity(),
                group.count + " test executions " + kind.fault() + ": " + examples
                        + (group.examples.size() > EXAMPLES ? "; and others" : "") + ". " + kind.remedy());
    }
}
