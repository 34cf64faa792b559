package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.http.Deadline;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings a publication to the tracker. It is kept in the outbox before the first request, and forgotten only when the
 * tracker is proven to hold all of it: whatever ends the process in between, a replay finishes the work.
 */
final class Delivery {
    private static final String BUSY = "another process is publishing the same results now. Wait for it, or run mvn"
            + " verdict:replay when it has ended.";

    private static final Duration CLAIM_WAIT = Duration.ofSeconds(4);

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
            return claim(entry, tracker).orElseGet(() -> Reconciliation.untried(entry.publication(), BUSY));
        } catch (IOException e) {
            Reconciliation done =
                    new Reconciler(tracker, deadline, progress).reconcile(entry.publication(), Reconciler.How.RESUME);
            return with(done, unkept(done, e));
        }
    }

    /** Waits for another process that publishes the same; afterwards all of it is there, or still to be done. */
    private Optional<Reconciliation> claim(OutboxEntry entry, Tracker tracker) throws IOException {
        do {
            Optional<Reconciliation> done = outbox.exclusively(entry.id(), () -> deliverExclusively(entry, tracker));
            if (done.isPresent()) {
                return done;
            }
        } while (deadline.sleep(deadline.about(CLAIM_WAIT)));
        return Optional.empty();
    }

    private static Finding unkept(Reconciliation done, IOException e) {
        return done.complete()
                ? Finding.warning(e.getMessage() + " The results were published without it.")
                : Finding.error(
                        e.getMessage() + " What is not published is not in the outbox either: keep the reports and"
                                + " run mvn verdict:publish again.");
    }

    private Reconciliation deliverExclusively(OutboxEntry entry, Tracker tracker) throws IOException {
        boolean interrupted = isKept(entry);
        outbox.store(entry);
        List<Finding> findings = new ArrayList<>();
        Reconciliation done = new Reconciler(tracker, deadline, progress)
                .reconcile(
                        entry.publication(),
                        interrupted ? Reconciler.How.RESUME : Reconciler.How.WRITE,
                        settled -> keep(entry, entry.withSettings(settled), findings));
        try {
            keepRest(entry, done);
        } catch (IOException e) {
            findings.add(Finding.warning(e.getMessage()));
        }
        return findings.stream().reduce(done, Delivery::with, (one, other) -> other);
    }

    /** One that cannot be read was kept by somebody, and is replaced by the same in whole. */
    private boolean isKept(OutboxEntry entry) {
        try {
            return outbox.read(entry.id()).isPresent();
        } catch (IOException e) {
            return true;
        }
    }

    /** Keeps the entry with what was found for settings of the day, before anything is written there. */
    private void keep(OutboxEntry before, OutboxEntry settled, List<Finding> findings) {
        if (settled.id().equals(before.id())) {
            return;
        }
        try {
            outbox.store(settled);
            outbox.remove(before.id());
        } catch (IOException e) {
            findings.add(Finding.warning(e.getMessage()));
        }
    }

    private void keepRest(OutboxEntry entry, Reconciliation done) throws IOException {
        OutboxEntry settled = entry.withSettings(done.settled());
        if (done.complete()) {
            outbox.remove(settled.id());
            outbox.remove(entry.id());
        } else {
            outbox.store(settled.withTried(done.ended()));
            if (!settled.id().equals(entry.id())) {
                outbox.remove(entry.id());
            }
        }
    }

    private static Reconciliation with(Reconciliation done, Finding finding) {
        List<Finding> findings = new ArrayList<>(done.findings());
        findings.add(finding);
        return new Reconciliation(
                done.results(), done.passing(), findings, done.url(), done.settled(), done.unavailable());
    }
}
