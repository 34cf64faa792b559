package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.TestExecution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The executions of several files, each once although some Surefire versions write the same execution into several
 * files. Executions that look the same in one file are several: data-driven tests without an index. So one found in
 * several files counts as often as it is in the file that has it most often.
 */
final class ExecutionUnion {

    private static final int NAMED = 5;

    private record Test(String module, String variant, String className, String name) {
        static Test of(TestExecution told) {
            return new Test(told.module(), told.variant(), told.className(), told.name());
        }
    }

    private record Identity(Test test, Outcome outcome, Optional<Duration> duration, List<Problem> problems) {
        static Identity of(TestExecution told) {
            return new Identity(Test.of(told), told.outcome(), told.duration(), told.problems());
        }
    }

    private final List<TestExecution> executions = new ArrayList<>();
    private final List<Path> origins = new ArrayList<>();
    private final Map<Identity, Integer> kept = new HashMap<>();

    void add(Path file, List<TestExecution> told) {
        Map<Identity, Integer> here = new HashMap<>();
        for (TestExecution execution : told) {
            Identity identity = Identity.of(execution);
            int count = here.merge(identity, 1, Integer::sum);
            if (count > kept.getOrDefault(identity, 0)) {
                kept.put(identity, count);
                executions.add(execution);
                origins.add(file);
            }
        }
    }

    List<TestExecution> executions() {
        return executions;
    }

    /** A warning if a test ended differently in different files; a skip contradicts nothing. */
    Optional<Finding> contradictions() {
        Map<Test, Integer> first = new HashMap<>();
        Set<String> contradicted = new LinkedHashSet<>();
        for (int i = 0; i < executions.size(); i++) {
            TestExecution execution = executions.get(i);
            if (execution.outcome() != Outcome.SKIPPED) {
                Integer earlier = first.putIfAbsent(Test.of(execution), i);
                if (earlier != null && contradict(earlier, i)) {
                    contradicted.add(execution.displayName());
                }
            }
        }
        return contradicted.isEmpty() ? Optional.empty() : Optional.of(warning(contradicted));
    }

    private boolean contradict(int one, int other) {
        return !origins.get(one).equals(origins.get(other))
                && executions.get(one).outcome() != executions.get(other).outcome();
    }

    private static Finding warning(Set<String> tests) {
        String names = tests.stream().limit(NAMED).collect(Collectors.joining(", "));
        String more = tests.size() > NAMED ? " and " + (tests.size() - NAMED) + " more" : "";
        return Finding.warning(
                "Reports contradict each other about " + names + more + ": the most urgent outcome counts."
                        + " Surefire before 3.5.3 writes re-runs into other files; a newer one does not.");
    }
}
