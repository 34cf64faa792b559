package io.gitlab.verdict.report.supplement;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.supplement.SupplementTest.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A test with all its attempts.
 *
 * @param attempts at least one, in the order of their start
 */
record AttemptedTest(List<SupplementTest> attempts) {
    private static final Comparator<SupplementTest> BY_START =
            Comparator.comparing(attempt -> attempt.start().orElse(Instant.MIN));

    AttemptedTest {
        attempts = List.copyOf(attempts);
    }

    /** The tests, in the order of their first start. */
    static List<AttemptedTest> of(List<SupplementTest> tests) {
        Map<String, List<SupplementTest>> attempts = new LinkedHashMap<>();
        tests.stream()
                .sorted(BY_START)
                .forEach(test -> attempts.computeIfAbsent(test.identity(), absent -> new ArrayList<>(1))
                        .add(test));
        return attempts.values().stream().map(AttemptedTest::new).toList();
    }

    List<Name> names() {
        return attempts.get(0).names();
    }

    /** The class of the most reliable name; empty if it is unknown. */
    String mainClass() {
        return names().isEmpty() ? "" : names().get(0).className();
    }

    /** When the attempt started that decides. */
    Optional<Instant> lastStart() {
        return attempts.get(attempts.size() - 1).start();
    }

    List<Label> labels() {
        return attempts.stream()
                .map(SupplementTest::labels)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    List<EvidenceFile> evidence() {
        return attempts.stream()
                .map(SupplementTest::evidence)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    /**
     * The test as the last attempt left it that was not skipped, flaky if that passed after a failed one; if attempts overlap
     * in time, they are no re-runs, and the first failure counts. Empty if the format reports none.
     */
    Optional<TestExecution> execution() {
        List<TestExecution> reported = attempts.stream()
                .map(SupplementTest::execution)
                .flatMap(Optional::stream)
                .toList();
        if (reported.isEmpty()) {
            return Optional.empty();
        }
        List<TestExecution> ran = reported.stream()
                .filter(attempt -> attempt.outcome() != Outcome.SKIPPED)
                .toList();
        Optional<TestExecution> failure =
                ran.stream().filter(attempt -> attempt.ending().failed()).findFirst();
        TestExecution folded = failure.filter(first -> overlap(ran)).orElseGet(() -> inSequence(reported, ran));
        return Optional.of(folded.withLabels(labels()).withEvidence(evidence()));
    }

    private static TestExecution inSequence(List<TestExecution> reported, List<TestExecution> ran) {
        List<TestExecution> candidates = ran.isEmpty() ? reported : ran;
        return candidates
                .get(candidates.size() - 1)
                .withEnding(Ending.ofRuns(
                        reported.stream().map(TestExecution::ending).toList()));
    }

    private static boolean overlap(List<TestExecution> ran) {
        return IntStream.range(1, ran.size()).anyMatch(i -> {
            TestExecution earlier = ran.get(i - 1);
            Instant end = earlier.date().plus(earlier.duration().orElse(Duration.ZERO));
            return ran.get(i).date().isBefore(end);
        });
    }
}
