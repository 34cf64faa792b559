package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.http.Deadline;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings a publication to the tracker. It is kept in the outbox before the first request, and forgotten only when the
 * tracker is proven to hold all of it: whatever ends the process in between, a replay finishes the work.
 */
final class Delivery {
    private static final String BUSY = "another process is publishing the same results now. Wait for it, or run mvn"
            + " verdict:replay when it has ended.";

    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    Delivery(Outbox outbox, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    Reconciliation deliver(OutboxEntry entry, Tracker tracker) {
        try {
            return outbox.exclusively(entry.id(), () -> deliverExclusively(entry, tracker))
                    .orElseGet(() -> busy(entry));
        } catch (IOException e) {
            Reconciliation done = reconcile(entry, tracker, Reconciler.How.RESUME);
            return with(done, Finding.warning(e.getMessage() + " The results were published without it."));
        }
    }

    private Reconciliation deliverExclusively(OutboxEntry entry, Tracker tracker) throws IOException {
        boolean interrupted = outbox.read(entry.id()).isPresent();
        outbox.store(entry);
        Reconciliation done = reconcile(entry, tracker, interrupted ? Reconciler.How.RESUME : Reconciler.How.WRITE);
        try {
            keepRest(entry, done);
            return done;
        } catch (IOException e) {
            return with(done, Finding.warning(e.getMessage()));
        }
    }

    private Reconciliation reconcile(OutboxEntry entry, Tracker tracker, Reconciler.How how) {
        return new Reconciler(tracker, deadline, progress).reconcile(entry.publication(), how);
    }

    private void keepRest(OutboxEntry entry, Reconciliation done) throws IOException {
        if (done.complete()) {
            outbox.remove(entry.id());
            return;
        }
        OutboxEntry rest = entry.withSettings(done.settled()).withTried(done.ended());
        outbox.store(rest);
        if (!rest.id().equals(entry.id())) {
            outbox.remove(entry.id());
        }
    }

    private static Reconciliation busy(OutboxEntry entry) {
        List<ResultStatus> results = entry.publication().results().stream()
                .map(result -> new ResultStatus(result, State.UNPUBLISHED, BUSY, Optional.empty()))
                .toList();
        return new Reconciliation(results, Set.of(), List.of(), Optional.empty(), Map.of());
    }

    private static Reconciliation with(Reconciliation done, Finding finding) {
        List<Finding> findings = new ArrayList<>(done.findings());
        findings.add(finding);
        return new Reconciliation(done.results(), done.passing(), findings, done.url(), done.settled());
    }
}
