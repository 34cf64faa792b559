package io.gitlab.verdict.report.supplement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rows of tests, each with its execution. Rows of one name are paired by position. If rows run in parallel, reports may have them
 * in different orders: where an outcome contradicts, the rows are paired by outcome, then by duration. Rows that these do not
 * decide have no pairs.
 *
 * @param settled the pairs
 * @param unpaired names of the executions that have no pairs
 */
record RowPairs(List<Pair> settled, List<String> unpaired) {
    /** Two reports measure the same run of a test a few milliseconds apart. */
    private static final Duration TOLERANCE = Duration.ofMillis(10);

    private static final int MOST_ROWS = 1000;

    /** TestNG's number of a row, which follows the values. */
    private static final Pattern ROW = Pattern.compile("\\]\\(\\d{1,9}\\)$");

    /**
     * A test and its execution.
     *
     * @param position of the execution
     */
    record Pair(AttemptedTest test, int position) {
        /** Whether no report has a failure where the other has none. */
        boolean agrees(List<TestExecution> executions) {
            return RowPairs.agree(test, executions.get(position));
        }
    }

    /** The rows of a test. */
    private record Rows(String variant, String suite, String className, String name) {
        static Rows of(TestExecution execution) {
            String name = ROW.matcher(execution.name()).replaceFirst("]");
            return new Rows(execution.variant(), execution.suite(), execution.className(), name);
        }
    }

    static RowPairs of(List<Pair> pairs, List<TestExecution> executions) {
        List<Pair> settled = new ArrayList<>();
        List<String> unpaired = new ArrayList<>();
        Map<Rows, List<Pair>> tests = pairs.stream()
                .collect(groupingBy(pair -> Rows.of(executions.get(pair.position())), LinkedHashMap::new, toList()));
        tests.values().forEach(rows -> {
            Optional<List<Pair>> decided = decided(rows, executions);
            decided.ifPresent(settled::addAll);
            if (decided.isEmpty()) {
                rows.forEach(row -> unpaired.add(executions.get(row.position()).displayName()));
            }
        });
        return new RowPairs(settled, unpaired);
    }

    private static Optional<List<Pair>> decided(List<Pair> rows, List<TestExecution> executions) {
        if (rows.size() == 1 || rows.stream().allMatch(row -> row.agrees(executions))) {
            return Optional.of(rows);
        }
        if (rows.size() > MOST_ROWS) {
            return Optional.empty();
        }
        List<Integer> positions = rows.stream().map(Pair::position).toList();
        List<Pair> decided = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (Pair row : rows) {
            List<Integer> possible = possible(row.test(), positions, executions);
            if (possible.size() != 1 || !taken.add(possible.get(0))) {
                return Optional.empty();
            }
            decided.add(new Pair(row.test(), possible.get(0)));
        }
        return Optional.of(decided);
    }

    private static List<Integer> possible(AttemptedTest test, List<Integer> positions, List<TestExecution> executions) {
        List<Integer> agreeing = positions.stream()
                .filter(position -> agree(test, executions.get(position)))
                .toList();
        return agreeing.size() < 2
                ? agreeing
                : agreeing.stream()
                        .filter(position -> near(test, executions.get(position)))
                        .toList();
    }

    private static boolean near(AttemptedTest test, TestExecution execution) {
        Optional<Duration> own = test.execution().flatMap(TestExecution::duration);
        return own.isPresent()
                && execution
                        .duration()
                        .filter(other -> own.get().minus(other).abs().compareTo(TOLERANCE) <= 0)
                        .isPresent();
    }

    private static boolean agree(AttemptedTest test, TestExecution execution) {
        Optional<Boolean> failed = failed(execution);
        List<Optional<Boolean>> attempts = test.attempts().stream()
                .flatMap(attempt -> attempt.execution().stream())
                .map(RowPairs::failed)
                .toList();
        return failed.isEmpty()
                || attempts.isEmpty()
                || attempts.stream().anyMatch(attempt -> attempt.isEmpty() || attempt.equals(failed));
    }

    /** Empty if the outcome contradicts no other: a flaky test passed and failed. */
    private static Optional<Boolean> failed(TestExecution execution) {
        Outcome outcome = execution.outcome();
        return switch (outcome) {
            case PASSED -> Optional.of(false);
            case FAILED, ERRORED -> Optional.of(true);
            case FLAKY, SKIPPED, ABSENT -> Optional.empty();
        };
    }
}
