package io.gitlab.verdict.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.RepairStatus;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.SweepReport;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Completes stuck results, and links orphans to their test cases. A result that received its verdict in the meantime is
 * not overwritten; the report states what was read back.
 */
public final class SweepResults {

    /** Stores the report where a user can review it. */
    @FunctionalInterface
    public interface Journal {
        /** @throws IOException if it cannot be stored; then nothing is changed that the report does not list */
        void keep(SweepReport report) throws IOException;
    }

    /**
     * The outbox, which may hold stuck results.
     *
     * @param outbox the outbox
     * @param bound whether an entry goes to the scope of the sweep
     */
    public record Source(Outbox outbox, Predicate<OutboxEntry> bound) {}

    private final SweepRequest request;
    private final StuckResults tracker;
    private final Source outbox;
    private final Deadline deadline;
    private final Journal journal;
    private final Consumer<String> progress;
    private final Map<String, StuckResult> found = new LinkedHashMap<>();
    private final List<SweepItem> items = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean finished;
    private int tooYoung;
    private int filteredOut;

    /** @param progress receives one line of progress per step */
    public SweepResults(
            SweepRequest request,
            StuckResults tracker,
            Source outbox,
            Deadline deadline,
            Journal journal,
            Consumer<String> progress) {
        this.request = request;
        this.tracker = tracker;
        this.outbox = outbox;
        this.deadline = deadline;
        this.journal = journal;
        this.progress = progress;
    }

    /** Sweeps once. An outage or a refusal is a finding in the report, which is stored in any case. */
    public SweepReport run() throws IOException {
        try {
            checkObstacle();
            findings.addAll(tracker.find(request.verdicts(), request.containers()::match, this::sort));
            plan();
            finished = true;
            Optional<String> tooMany = tooMany();
            if (!request.apply()) {
                tooMany.ifPresent(reason -> findings.add(Finding.warning("Nothing would be changed, " + reason)));
            } else if (tooMany.isPresent()) {
                refuse("Nothing was changed, " + tooMany.get());
            } else {
                apply();
            }
        } catch (RefusedException | UnavailableException e) {
            findings.add(Finding.error(e.getMessage()));
        }
        journal.keep(report());
        return report();
    }

    private void checkObstacle() throws RefusedException, UnavailableException {
        Optional<String> obstacle = tracker.obstacle(Verdict.BLOCKED);
        if (obstacle.isPresent() && request.apply()) {
            throw new RefusedException("Nothing was swept: " + obstacle.get());
        }
        obstacle.ifPresent(
                reason -> findings.add(Finding.warning("None of these results could be changed: " + reason)));
    }

    private void sort(StuckResult stuckResult) {
        if (!request.old(stuckResult, deadline.now())) {
            tooYoung++;
        } else if (!request.wanted(stuckResult)) {
            filteredOut++;
        } else {
            found.put(stuckResult.reference(), stuckResult);
        }
    }

    private void plan() throws IOException, RefusedException, UnavailableException {
        WaitingResults waiting = WaitingResults.of(outbox.outbox(), found.values(), outbox.bound());
        findings.addAll(waiting.findings());
        for (RepairStatus plan : new SweepPlan(request, tracker, waiting).of(List.copyOf(found.values()))) {
            items.add(new SweepItem(request, plan));
        }
        progress.accept("Stuck results: " + found.size() + ", younger than " + request.ageText() + ": " + tooYoung
                + ", of other builds or run containers: " + filteredOut);
    }

    /** Stops a wrong filter before it changes anything. */
    private Optional<String> tooMany() {
        long changes = items.stream().filter(SweepItem::open).count();
        return request.maxWrites().isEmpty() || changes <= request.maxWrites().getAsInt()
                ? Optional.empty()
                : Optional.of("because " + changes + " results need a change, but <maxWrites> allows "
                        + request.maxWrites().getAsInt() + ". sweep.json lists them: if they are too many, narrow"
                        + " -Dverdict.sweep.builds or -Dverdict.sweep.testSets; else set a larger <maxWrites>.");
    }

    private void refuse(String reason) {
        finished = false;
        items.stream().filter(SweepItem::open).forEach(SweepItem::leave);
        findings.add(Finding.error(reason));
    }

    private void apply() throws IOException {
        finished = false;
        SweepRepairs repairs = new SweepRepairs(tracker, deadline, () -> journal.keep(report()));
        repairs.repair(items).ifPresentOrElse(reason -> findings.add(Finding.error(reason)), () -> finished = true);
        findings.addAll(SweepRepairs.findings(items));
    }

    private SweepReport report() {
        return new SweepReport(
                request.tracker(),
                request.build(),
                request.run(),
                deadline.now(),
                request.age(),
                request.apply(),
                finished,
                tooYoung,
                filteredOut,
                items.stream().map(SweepItem::now).toList(),
                findings);
    }
}
