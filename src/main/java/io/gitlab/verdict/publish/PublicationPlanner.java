package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.evidence.CollectedEvidence;
import io.gitlab.verdict.evidence.StackTracesInNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Folds all executions of a test case into one result, with the most urgent verdict and the date of the last execution. */
final class PublicationPlanner {
    private final VerdictPolicy policy;
    private final NotesText notes;

    PublicationPlanner(VerdictPolicy policy, CiRun ci, NotesTemplate template) {
        this.policy = policy;
        this.notes = new NotesText(policy, ci, template);
    }

    /** Plans a result for each test case. Ids that differ only in case are of one test case, spelled as the first of them. */
    Publication plan(String build, List<Resolution> resolutions) {
        Map<String, String> spellings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, List<Integer>> positions = new LinkedHashMap<>();
        for (int position = 0; position < resolutions.size(); position++) {
            for (String testCase : resolutions.get(position).testCases()) {
                String spelled = spellings.computeIfAbsent(testCase, first -> first);
                positions.computeIfAbsent(spelled, key -> new ArrayList<>()).add(position);
            }
        }
        List<Result> results = new ArrayList<>();
        positions.forEach(
                (testCase, executions) -> fold(build, testCase, resolutions, counting(executions, resolutions))
                        .ifPresent(results::add));
        return new Publication(build, results);
    }

    /** Which stack traces the notes of the planned results hold. */
    StackTracesInNotes stackTracesInNotes(List<Resolution> resolutions) {
        return (result, position) -> position == decisive(result, resolutions)
                && notes.holdStackTrace(resolutions.get(position).execution());
    }

    private int decisive(Result result, List<Resolution> resolutions) {
        return result.executions().stream()
                .filter(position -> notes.decides(
                        result.verdict(), resolutions.get(position).execution()))
                .findFirst()
                .orElseThrow();
    }

    /** The same publication with its evidence: attachments, and links in the notes to files that are kept elsewhere. */
    Publication with(CollectedEvidence evidence, Publication plan, List<Resolution> resolutions) {
        return new Publication(
                plan.build(),
                plan.results().stream()
                        .map(result -> with(evidence, plan.build(), result, resolutions))
                        .toList());
    }

    private Result with(CollectedEvidence evidence, String build, Result result, List<Resolution> resolutions) {
        ResultKey key = result.key();
        List<String> links = evidence.links().getOrDefault(key, List.of());
        List<TestExecution> executions = result.executions().stream()
                .map(position -> resolutions.get(position).execution())
                .toList();
        String text = links.isEmpty()
                ? result.notes()
                : notes.write(build, key.testCase(), result.verdict(), executions, links);
        return new Result(
                key,
                result.verdict(),
                result.duration(),
                text,
                result.executions(),
                evidence.attachments().getOrDefault(key, List.of()));
    }

    /** Skipped executions count only if there are no others: a skip must not replace an earlier verdict. */
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

    private Optional<Result> fold(
            String build, String testCase, List<Resolution> resolutions, List<Integer> positions) {
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
        String text = notes.write(build, testCase, verdict, executions, List.of());
        return Optional.of(new Result(new ResultKey(testCase, date), verdict, duration, text, positions));
    }
}
