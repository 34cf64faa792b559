package io.gitlab.verdict.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The outbox's results of some builds, without notes; one entry at a time is in memory. */
final class WaitingResults {
    private record Known(String testCase, Instant date, Verdict verdict, boolean waits) {}

    private final Map<String, List<Known>> byBuild = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param stuckResults the stuck results
     * @param bound whether an entry goes to the tracker that is swept
     */
    static WaitingResults of(Outbox outbox, Collection<StuckResult> stuckResults, Predicate<OutboxEntry> bound)
            throws IOException {
        Set<String> builds = stuckResults.stream().map(StuckResult::build).collect(Collectors.toSet());
        boolean ofAnyBuild =
                stuckResults.stream().anyMatch(stuckResult -> stuckResult.date().isEmpty());
        WaitingResults results = new WaitingResults();
        results.findings.addAll(outbox.browse(entry -> {
            if ((ofAnyBuild || builds.contains(entry.publication().build())) && bound.test(entry)) {
                results.add(entry);
            }
        }));
        return results;
    }

    private void add(OutboxEntry entry) {
        Set<Result> done = entry.progress().results().stream()
                .filter(status -> status.state() != State.UNPUBLISHED)
                .map(ResultStatus::result)
                .collect(Collectors.toSet());
        List<Known> known = byBuild.computeIfAbsent(entry.publication().build(), build -> new ArrayList<>());
        entry.publication()
                .results()
                .forEach(result -> known.add(new Known(
                        result.key().testCase(), result.key().date(), result.verdict(), !done.contains(result))));
    }

    /** The candidates for a stuck result: same build and date, or all if it has no date. */
    private List<Known> fitting(StuckResult stuckResult) {
        Optional<Instant> date = stuckResult.date();
        return date.isEmpty()
                ? byBuild.values().stream().flatMap(List::stream).toList()
                : byBuild.getOrDefault(stuckResult.build(), List.of()).stream()
                        .filter(known -> known.date().equals(date.get()))
                        .toList();
    }

    /** Whether the result waits in the outbox, so that a replay sets its actual verdict. */
    boolean waits(StuckResult stuckResult) {
        return fitting(stuckResult).stream()
                .anyMatch(known -> known.waits() && stuckResult.testCase().equals(Optional.of(known.testCase())));
    }

    /** The only possible test case of the orphan, by build, date and, if it has one, verdict. */
    Optional<String> owner(StuckResult orphan) {
        Set<String> owners = fitting(orphan).stream()
                .filter(known ->
                        orphan.verdict().isEmpty() || known.verdict().text().equals(orphan.verdict()))
                .map(Known::testCase)
                .collect(Collectors.toSet());
        return owners.size() == 1 ? owners.stream().findFirst() : Optional.empty();
    }

    /** The verdict in the outbox for a test case of that build and date. */
    Optional<Verdict> verdict(StuckResult stuckResult, String testCase) {
        return fitting(stuckResult).stream()
                .filter(known -> known.testCase().equals(testCase))
                .map(Known::verdict)
                .findFirst();
    }

    List<Finding> findings() {
        return findings;
    }
}
