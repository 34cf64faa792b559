package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds all executions of a test case into one result: the most urgent verdict, dated by the last execution. */
final class PublicationPlanner {
    private final VerdictPolicy policy;
    private final CiRun ci;

    PublicationPlanner(VerdictPolicy policy, CiRun ci) {
        this.policy = policy;
        this.ci = ci;
    }

    Publication plan(String build, List<Resolution> resolutions) {
        Map<String, List<Integer>> positions = new LinkedHashMap<>();
        for (int position = 0; position < resolutions.size(); position++) {
            for (String testCase : resolutions.get(position).testCases()) {
                positions.computeIfAbsent(testCase, key -> new ArrayList<>()).add(position);
            }
        }
        List<Result> results = new ArrayList<>();
        positions.forEach((testCase, executions) ->
                fold(testCase, resolutions, counting(executions, resolutions)).ifPresent(results::add));
        return new Publication(build, results);
    }

    /** Skipped executions count only when there are no others: a skip must not hide an earlier verdict. */
    private List<Integer> counting(List<Integer> positions, List<Resolution> resolutions) {
        List<Integer> all = positions.stream()
                .filter(position -> verdict(resolutions.get(position)).isPresent())
                .toList();
        List<Integer> run = all.stream()
                .filter(position -> resolutions.get(position).execution().outcome() != Outcome.SKIPPED)
                .toList();
        boolean nothingRun = positions.stream()
                .allMatch(position -> resolutions.get(position).execution().outcome() == Outcome.SKIPPED);
        return nothingRun ? all : run;
    }

    private Optional<Verdict> verdict(Resolution resolution) {
        return policy.verdict(resolution.execution().outcome());
    }

    private Optional<Result> fold(String testCase, List<Resolution> resolutions, List<Integer> positions) {
        if (positions.isEmpty()) {
            return Optional.empty();
        }
        List<TestExecution> executions = positions.stream()
                .map(position -> resolutions.get(position).execution())
                .toList();
        Verdict verdict = Verdict.mostUrgent(executions.stream()
                .map(execution -> policy.verdict(execution.outcome()).orElseThrow())
                .toList());
        Instant date = executions.stream()
                .map(TestExecution::date)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration duration = executions.stream()
                .flatMap(execution -> execution.duration().stream())
                .reduce(Duration.ZERO, Duration::plus);
        String notes = new NotesText(policy, ci).write(verdict, executions);
        return Optional.of(new Result(new ResultKey(testCase, date), verdict, duration, notes, positions));
    }
}
