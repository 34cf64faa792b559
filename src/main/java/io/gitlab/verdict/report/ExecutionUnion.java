package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.text.FirstFew;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The executions of several files, without duplicates: some Surefire versions write the same execution into several files.
 * Equal executions within one file are different ones (data-driven tests without an index). So an execution counts as
 * often as in the file that has it most often.
 */
final class ExecutionUnion {

    private static final int NAMED = 5;
    private static final Comparator<TestExecution> SAME_TEST = Comparator.comparing(TestExecution::module)
            .thenComparing(TestExecution::variant)
            .thenComparing(TestExecution::className)
            .thenComparing(TestExecution::name);

    private record Content(Outcome outcome, Optional<Duration> duration, List<Problem> problems) {
        static Content of(TestExecution execution) {
            return new Content(execution.outcome(), execution.duration(), execution.problems());
        }
    }

    private final List<TestExecution> executions = new ArrayList<>();
    private final List<Path> origins = new ArrayList<>();
    private final BitSet repeated = new BitSet();
    private final List<String> contradicted = new ArrayList<>();

    void add(Path file, List<TestExecution> read) {
        executions.addAll(read);
        read.forEach(execution -> origins.add(file));
    }

    /** The executions without duplicates, in the order of addition; must be called after all were added. */
    List<TestExecution> executions() {
        long[] hashed = hashed();
        int start = 0;
        for (int end = 1; end <= hashed.length; end++) {
            if (end == hashed.length || hashed[end] >> Integer.SIZE != hashed[start] >> Integer.SIZE) {
                if (end - start > 1) {
                    closeGroups(Arrays.stream(hashed, start, end).mapToObj(key -> (int) key));
                }
                start = end;
            }
        }
        return IntStream.range(0, executions.size())
                .filter(position -> !repeated.get(position))
                .mapToObj(this::at)
                .toList();
    }

    /** A warning if files give different outcomes for a test. */
    Optional<Finding> contradictions() {
        if (contradicted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning("Reports contradict each other about "
                + FirstFew.of(contradicted.stream().sorted().toList(), NAMED)
                + ": the most urgent outcome counts. Surefire before 3.5.3 writes re-runs into separate files; use a"
                + " newer version."));
    }

    /** Hash code and position of each execution, sorted: that needs far less memory than a map of all tests. */
    private long[] hashed() {
        long[] hashed = new long[executions.size()];
        for (int position = 0; position < hashed.length; position++) {
            hashed[position] = (long) hash(at(position)) << Integer.SIZE | position;
        }
        Arrays.sort(hashed);
        return hashed;
    }

    /** Different tests may have the same hash code. */
    private void closeGroups(Stream<Integer> positions) {
        List<Integer> group = new ArrayList<>();
        positions.sorted(Comparator.comparing(this::at, SAME_TEST)).forEach(position -> {
            if (!group.isEmpty() && SAME_TEST.compare(at(group.get(0)), at(position)) != 0) {
                close(group);
            }
            group.add(position);
        });
        close(group);
    }

    private static int hash(TestExecution execution) {
        int where = 31 * execution.module().hashCode() + execution.variant().hashCode();
        return 31 * (31 * where + execution.className().hashCode())
                + execution.name().hashCode();
    }

    private void close(List<Integer> group) {
        if (group.size() > 1) {
            markRepeated(group);
            if (group.stream().anyMatch(position -> contradict(group.get(0), position))) {
                contradicted.add(at(group.get(0)).displayName());
            }
        }
        group.clear();
    }

    private void markRepeated(List<Integer> group) {
        Map<Content, Integer> kept = new HashMap<>();
        Map<Content, Integer> here = new HashMap<>();
        Path file = origins.get(group.get(0));
        for (int position : group) {
            if (!origins.get(position).equals(file)) {
                file = origins.get(position);
                here.clear();
            }
            Content content = Content.of(at(position));
            int count = here.merge(content, 1, Integer::sum);
            repeated.set(position, count <= kept.getOrDefault(content, 0));
            kept.merge(content, count, Math::max);
        }
    }

    /** A skip contradicts nothing: TestNG reports each attempt that it retries as skipped. */
    private boolean contradict(int one, int other) {
        Outcome first = at(one).outcome();
        Outcome second = at(other).outcome();
        return !repeated.get(other)
                && !origins.get(one).equals(origins.get(other))
                && first != second
                && first != Outcome.SKIPPED
                && second != Outcome.SKIPPED;
    }

    private TestExecution at(int position) {
        return executions.get(position);
    }
}
