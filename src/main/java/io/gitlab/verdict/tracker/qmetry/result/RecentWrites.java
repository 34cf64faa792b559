package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The writes of this publication: which runs QMetry accepted, and recent statuses that a read may not show yet. If a result
 * has several runs, one may become visible before another; the other is not written again in the meantime.
 */
final class RecentWrites {
    private record Write(long statusId, Instant certainAt) {}

    private final Map<Long, Write> byRun = new HashMap<>();
    private final Set<Long> accepted = new HashSet<>();

    /** @param certainAt reads that start at or after this moment show the write */
    void note(
            Map<StatusWriter.Group, List<StatusWriter.RunUpdate>> groups,
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

    /** Whether a run may have the status although a read that started at {@code readAt} does not show it. */
    boolean mayHold(TestCaseRun run, Status status, Instant readAt) {
        Write write = byRun.get(run.id());
        return write != null && write.statusId() == status.id() && readAt.isBefore(write.certainAt());
    }
}
