package io.gitlab.verdict.report.supplement;

import static java.util.stream.Collectors.joining;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.text.FirstFew;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds classes of which a supplement has only some of the tests, because its file was overwritten. */
final class PartlyJoined {
    private static final int NAMED = 5;

    private final List<TestExecution> executions;
    private final List<Integer> candidates;
    private final BitSet there;

    /**
     * @param candidates positions of the executions that the supplement may be about
     * @param there positions of the executions that it has
     */
    PartlyJoined(List<TestExecution> executions, List<Integer> candidates, BitSet there) {
        this.executions = executions;
        this.candidates = candidates;
        this.there = there;
    }

    /**
     * One warning for all classes.
     *
     * @param joined positions of the joined executions whose class the supplement does not know
     */
    Optional<Finding> finding(Supplement supplement, Collection<Integer> joined) {
        String remedy = supplement.format().whenIncomplete();
        if (remedy.isEmpty() || joined.isEmpty()) {
            return Optional.empty();
        }
        Set<String> suites = new HashSet<>();
        joined.forEach(position -> suites.add(executions.get(position).suite()));
        Map<String, List<Integer>> classes = new TreeMap<>();
        candidates.stream()
                .filter(position -> ran(executions.get(position)))
                .forEach(position -> classes.computeIfAbsent(
                                executions.get(position).suite(), absent -> new ArrayList<>())
                        .add(position));
        classes.values().removeIf(members -> members.stream().noneMatch(this::isAlone));
        classes.entrySet()
                .removeIf(entry -> !suites.contains(entry.getKey())
                        && !entry.getValue().stream().allMatch(this::isLikeAScenario));
        if (classes.isEmpty()) {
            return Optional.empty();
        }
        String counts = classes.entrySet().stream()
                .limit(NAMED)
                .map(entry -> entry.getValue().stream().filter(there::get).count() + " of "
                        + entry.getValue().size() + " tests of " + entry.getKey())
                .collect(joining(", "));
        List<String> alone = classes.values().stream()
                .flatMap(Collection::stream)
                .filter(this::isAlone)
                .map(position -> executions.get(position).displayName())
                .toList();
        return Optional.of(Finding.warning(supplement + " has only " + counts + ": " + alone.size()
                + " tests have no ids and evidence from there: " + FirstFew.of(alone, NAMED) + ". " + remedy));
    }

    private static boolean ran(TestExecution execution) {
        return !execution.classLevel() && execution.outcome() != Outcome.SKIPPED;
    }

    /** Of another suite class, which ran before: its names have the feature, and Surefire writes the class without package. */
    private boolean isLikeAScenario(int position) {
        TestExecution execution = executions.get(position);
        return execution.suite().endsWith("." + execution.className())
                && execution.name().contains(" - ");
    }

    private boolean isAlone(int position) {
        return !there.get(position) && executions.get(position).labels().isEmpty();
    }
}
