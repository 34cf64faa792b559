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
    private record Write(long statusId, Instant visibleAt) {}

    private final Map<Long, Write> byRun = new HashMap<>();
    private final Set<Long> accepted = new HashSet<>();

    /** @param visibleAt reads that start at or after this moment show the write */
    void note(
            Map<StatusWriter.Group, List<StatusWriter.RunUpdate>> groups,
            Map<ResultKey, Answer> answers,
            Instant visibleAt) {
        groups.values().stream()
                .flatMap(List::stream)
                .filter(update -> answers.get(update.result()).applied())
                .forEach(update -> accepted.add(update.run()));
        groups.forEach((group, updates) -> updates.stream()
                .filter(update -> answers.get(update.result()).mayBeApplied())
                .forEach(update ->
                        byRun.put(update.run(), new Write(group.status().id(), visibleAt))));
    }

    /** Whether QMetry accepted a write to the run. */
    boolean accepted(long run) {
        return accepted.contains(run);
    }

    /** Whether a run may have the status although a read that started at {@code readAt} does not show it. */
    boolean mayHave(TestCaseRun run, Status status, Instant readAt) {
        Write write = byRun.get(run.id());
        return write != null && write.statusId() == status.id() && readAt.isBefore(write.visibleAt());
    }
}
