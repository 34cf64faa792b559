package io.gitlab.verdict.sweep;

import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.RepairStatus.State;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StuckResultDetails;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides how each stuck result is repaired; changes nothing. */
final class SweepPlan {
    private static final String REPLAY =
            "its result waits in the outbox: run mvn verdict:replay, which sets its actual verdict";
    private static final String UNKNOWN_TEST_CASE =
            "neither its notes nor the outbox name its test case: link it by hand";

    private final SweepRequest request;
    private final StuckResults tracker;
    private final WaitingResults waiting;

    SweepPlan(SweepRequest request, StuckResults tracker, WaitingResults waiting) {
        this.request = request;
        this.tracker = tracker;
        this.waiting = waiting;
    }

    List<RepairStatus> of(List<StuckResult> stuckResults) throws RefusedException, UnavailableException {
        Map<String, String> marked =
                marked(stuckResults.stream().filter(StuckResult::orphan).toList());
        List<RepairStatus> plan = new ArrayList<>();
        for (StuckResult stuckResult : stuckResults) {
            plan.add(stuckResult.orphan() ? orphan(stuckResult, marked) : unfinished(stuckResult));
        }
        return plan;
    }

    /** The test cases that the notes of orphans name. */
    private Map<String, String> marked(List<StuckResult> orphans) throws RefusedException, UnavailableException {
        Map<String, String> marked = new HashMap<>();
        List<String> references = orphans.stream().map(StuckResult::reference).toList();
        for (int from = 0; from < references.size(); from += SweepRepairs.READ_AT_ONCE) {
            List<String> some = references.subList(from, Math.min(from + SweepRepairs.READ_AT_ONCE, references.size()));
            for (StuckResultDetails seen : tracker.details(some)) {
                seen.marker()
                        .filter(key -> seen.result().date().equals(Optional.of(key.date())))
                        .map(ResultKey::testCase)
                        .ifPresent(testCase -> marked.put(seen.result().reference(), testCase));
            }
        }
        return marked;
    }

    private RepairStatus unfinished(StuckResult stuckResult) {
        String testCase = stuckResult.testCase().orElseThrow();
        return waiting.waits(stuckResult)
                ? new RepairStatus(stuckResult, State.LEFT, testCase, "", REPLAY)
                : new RepairStatus(stuckResult, State.PLANNED, testCase, Verdict.BLOCKED.text(), why(stuckResult));
    }

    private String why(StuckResult stuckResult) {
        String what = stuckResult.verdict().isEmpty()
                ? "it had no verdict"
                : "its verdict was still " + stuckResult.verdict();
        return what + ", and it has been stuck since " + stuckResult.since() + ", longer than " + request.ageText();
    }

    private RepairStatus orphan(StuckResult stuckResult, Map<String, String> marked)
            throws RefusedException, UnavailableException {
        Optional<String> noted = Optional.ofNullable(marked.get(stuckResult.reference()));
        Optional<String> owner = noted.or(() -> waiting.owner(stuckResult));
        if (owner.isEmpty()) {
            return new RepairStatus(stuckResult, State.LEFT, "", "", UNKNOWN_TEST_CASE);
        }
        String testCase = owner.get();
        Optional<String> objection = tracker.objection(stuckResult, testCase);
        if (objection.isPresent()) {
            return new RepairStatus(stuckResult, State.LEFT, testCase, "", objection.get());
        }
        String source = noted.isPresent() ? "its notes" : "the outbox";
        Optional<Verdict> known = waiting.verdict(stuckResult, testCase);
        boolean stuck = request.stuck(stuckResult.verdict());
        String verdict = stuck ? known.orElse(Verdict.BLOCKED).text() : "";
        String rest = stuck ? (known.isPresent() ? "; the outbox holds its verdict" : "; " + why(stuckResult)) : "";
        return new RepairStatus(
                stuckResult,
                State.PLANNED,
                testCase,
                verdict,
                "it had no test case; according to " + source + " it belongs to " + testCase + rest);
    }
}
