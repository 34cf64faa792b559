package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.reconcile.AttachmentReconciler;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Brings a publication to the tracker. It is kept in the outbox before the first request, and forgotten only when the
 * tracker is proven to hold all of it: whatever ends the process in between, a replay finishes the work.
 */
public final class Delivery {
    private static final String BUSY = "another process is publishing the same results now. Wait for it, or run mvn"
            + " verdict:replay when it has ended.";

    private static final Duration CLAIM_WAIT = Duration.ofSeconds(4);

    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    public Delivery(Outbox outbox, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    public Reconciliation deliver(OutboxEntry entry, Tracker tracker) {
        try {
            return claim(entry, () -> publish(entry, tracker));
        } catch (IOException e) {
            Reconciliation done = new Reconciler(tracker, deadline, progress)
                    .reconcile(entry.publication(), Reconciler.How.RESUME, prepared -> {}, attachments(entry));
            return done.with(List.of(unkept(done, e)));
        }
    }

    /**
     * Finishes an entry as it is once nobody else works on it; does nothing when somebody has finished it meanwhile.
     *
     * @throws IOException if the entry cannot be read, or its tracker not be opened
     */
    Reconciliation finish(OutboxEntry waiting, ReplayOutbox.Opener opener) throws IOException {
        return claim(waiting, () -> {
            Optional<OutboxEntry> now = outbox.read(waiting.id());
            return now.isPresent() ? finishExclusively(now.get(), opener) : Reconciliation.NOTHING;
        });
    }

    private Reconciliation finishExclusively(OutboxEntry entry, ReplayOutbox.Opener opener) throws IOException {
        try (Tracker tracker = opener.open(entry)) {
            return bring(entry, tracker, Reconciler.How.RESUME);
        }
    }

    /** Waits for another process that publishes the same build there; what it leaves is still to be done. */
    private Reconciliation claim(OutboxEntry entry, Outbox.Work<Reconciliation, IOException> work) throws IOException {
        do {
            Optional<Reconciliation> done = outbox.exclusively(
                            entry.target(), () -> outbox.exclusively(entry.id(), work))
                    .flatMap(Function.identity());
            if (done.isPresent()) {
                return done.get();
            }
        } while (deadline.sleep(deadline.about(CLAIM_WAIT)));
        return Reconciliation.untried(entry.publication(), BUSY);
    }

    private static Finding unkept(Reconciliation done, IOException e) {
        return done.complete()
                ? Finding.warning(e.getMessage() + " The results were published without it.")
                : Finding.error(
                        e.getMessage() + " What is not published is not in the outbox either: keep the reports and"
                                + " run mvn verdict:publish again.");
    }

    private Reconciliation publish(OutboxEntry entry, Tracker tracker) throws IOException {
        boolean interrupted = !outbox.ids(entry.publication().build()).isEmpty();
        OutboxEntry frozen = entry.withSettled(settledBefore(entry));
        outbox.store(frozen);
        return bring(frozen, tracker, interrupted ? Reconciler.How.RESUME : Reconciler.How.WRITE);
    }

    /** Where an interrupted run has begun to write the same; one that cannot be read is replaced by the same in whole. */
    private Map<String, String> settledBefore(OutboxEntry entry) {
        try {
            return outbox.read(entry.id()).map(OutboxEntry::settled).orElse(Map.of());
        } catch (IOException e) {
            return Map.of();
        }
    }

    private Reconciliation bring(OutboxEntry entry, Tracker tracker, Reconciler.How how) {
        List<Finding> findings = new ArrayList<>();
        Reconciliation done = new Reconciler(tracker, deadline, progress)
                .reconcile(entry.publication(), how, prepared -> settle(entry, prepared, findings), attachments(entry));
        try {
            keepRest(entry, done);
        } catch (IOException e) {
            findings.add(Finding.warning(e.getMessage()));
        }
        return done.with(findings);
    }

    private Reconciler.AfterWriting attachments(OutboxEntry entry) {
        return new AttachmentReconciler(outbox, entry, deadline, progress)::attachTo;
    }

    /** Keeps what was found for settings of the day, and drops what is out of date, before anything is written. */
    private void settle(OutboxEntry entry, PreparedPublication prepared, List<Finding> findings)
            throws RefusedException {
        Map<String, String> settled = prepared.preflight().place();
        if (entry.settled().entrySet().stream()
                .anyMatch(one ->
                        !settled.getOrDefault(one.getKey(), one.getValue()).equals(one.getValue()))) {
            throw new RefusedException("An interrupted run has begun to write these results to " + entry.settled()
                    + ", and the settings now lead to " + settled
                    + ". Run mvn verdict:replay, which finishes them where"
                    + " they were begun.");
        }
        OutboxEntry frozen = entry.settled().isEmpty() ? entry.withSettled(settled) : entry;
        try {
            if (!frozen.equals(entry)) {
                outbox.store(frozen);
            }
            findings.addAll(new Supersession(outbox, prepared).apply(frozen));
        } catch (IOException e) {
            findings.add(Finding.warning(e.getMessage()));
        }
    }

    private void keepRest(OutboxEntry entry, Reconciliation done) throws IOException {
        if (done.complete()) {
            outbox.remove(entry.id());
        } else {
            Map<String, String> settled = entry.settled().isEmpty() ? done.place() : entry.settled();
            outbox.store(entry.withSettled(settled).withTried(done.ended()).withAttached(done.attached()));
        }
    }
}
