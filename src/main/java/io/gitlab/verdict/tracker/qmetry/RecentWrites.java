package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was written here: which runs QMetry accepted, and statuses that were set so lately that a read may not show them
 * yet. Of a result that stands in several executions one may show before another does; the other is not set again
 * meanwhile.
 */
final class RecentWrites {
    private record Write(long statusId, Instant certainAt) {}

    private final Map<Long, Write> byRun = new HashMap<>();
    private final Set<Long> accepted = new HashSet<>();

    /** @param certainAt from when on a read cannot miss what was written */
    void note(
            Map<StatusWriter.Group, List<StatusWriter.Target>> groups,
            Map<ResultKey, Answer> answers,
            Instant certainAt) {
        groups.values().stream()
                .flatMap(List::stream)
                .filter(target -> answers.get(target.result()).applied())
                .forEach(target -> accepted.add(target.run()));
        groups.forEach((group, targets) -> targets.stream()
                .filter(target -> answers.get(target.result()).mayBeApplied())
                .forEach(target ->
                        byRun.put(target.run(), new Write(group.status().id(), certainAt))));
    }

    /** Whether QMetry accepted a write to the run. */
    boolean accepted(long run) {
        return accepted.contains(run);
    }

    /** Whether a run may have the status though a read that began then does not show it. */
    boolean mayHold(Run run, Status status, Instant readAt) {
        Write write = byRun.get(run.id());
        return write != null && write.statusId() == status.id() && readAt.isBefore(write.certainAt());
    }
}
