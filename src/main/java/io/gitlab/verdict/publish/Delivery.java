package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.outbox.Claim;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.OutboxTarget;
import io.gitlab.verdict.outbox.Progress;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Publishes one publication. It is stored in the outbox before the first request, and removed only when the tracker is
 * proven to hold all of it: if the process ends in between, a replay finishes the work.
 */
public final class Delivery {
    static final String BUSY =
            "another process is publishing to the same build and place. Run mvn verdict:replay after it has ended.";

    private static final Duration CLAIM_WAIT = Duration.ofSeconds(4);

    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /** @param progress receives one line of progress per step */
    public Delivery(Outbox outbox, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** Publishes an entry that need not be in the outbox yet. If the outbox cannot be used, publishes without it. */
    public Reconciliation deliver(OutboxEntry entry, Tracker tracker) {
        return deliver(entry, UnaryOperator.identity(), tracker);
    }

    /**
     * Publishes an entry whose evidence is not read yet. The results are stored first: whatever happens while the evidence
     * is read, they are published, by this run or a later one.
     *
     * @param withEvidence adds the evidence to the entry; called once
     */
    Reconciliation deliver(OutboxEntry entry, UnaryOperator<OutboxEntry> withEvidence, Tracker tracker) {
        try {
            Optional<Claim> claim = claim(entry.target());
            if (claim.isEmpty()) {
                return leave(withEvidence.apply(entry));
            }
            try (Claim held = claim.get()) {
                return begin(entry, withEvidence, tracker, held);
            }
        } catch (IOException e) {
            return withoutOutbox(withEvidence.apply(entry), tracker, e);
        }
    }

    private Reconciliation withoutOutbox(OutboxEntry entry, Tracker tracker, IOException failure) {
        Reconciliation done = new Reconciler(tracker, deadline, progress)
                .reconcile(entry.publication(), Reconciler.How.RESUME, prepared -> {}, attachments(entry));
        return done.with(List.of(notStored(done, failure)));
    }

    /** Another process publishes now: publishing without the outbox might write its results a second time. */
    private Reconciliation leave(OutboxEntry entry) {
        Reconciliation untried = Reconciliation.untried(entry.publication(), BUSY);
        try {
            outbox.add(entry);
            return untried;
        } catch (IOException e) {
            return untried.with(List.of(notStored(untried, e)));
        }
    }

    /** Waits for another process that publishes to the same target; empty if the deadline passes first. */
    Optional<Claim> claim(OutboxTarget target) throws IOException {
        do {
            Optional<Claim> claim = outbox.claim(target);
            if (claim.isPresent()) {
                return claim;
            }
        } while (deadline.sleep(deadline.jittered(CLAIM_WAIT)));
        return Optional.empty();
    }

    private static Finding notStored(Reconciliation done, IOException e) {
        return done.complete()
                ? Finding.warning(e.getMessage() + " The results were published without the outbox.")
                : Finding.error(e.getMessage()
                        + " The results that are not published are not in the outbox either: keep the reports and run"
                        + " mvn verdict:publish again.");
    }

    private Reconciliation begin(
            OutboxEntry entry, UnaryOperator<OutboxEntry> withEvidence, Tracker tracker, Claim claim)
            throws IOException {
        Reconciler.How how = interrupted(entry.publication().build()) ? Reconciler.How.RESUME : Reconciler.How.WRITE;
        OutboxEntry frozen = entry.with(Progress.NONE.at(placeOfInterrupted(entry, claim)));
        claim.store(frozen);
        OutboxEntry whole = withEvidence.apply(frozen);
        List<Finding> notKept = store(whole, frozen, claim);
        return publish(whole, tracker, claim, how).with(notKept);
    }

    /** The results are stored already: without room for their evidence, they are published all the same. */
    private static List<Finding> store(OutboxEntry whole, OutboxEntry frozen, Claim claim) {
        try {
            if (!whole.equals(frozen)) {
                claim.store(whole);
            }
            return List.of();
        } catch (IOException e) {
            return List.of(Finding.warning(e.getMessage() + " The evidence of these results is not in the outbox."));
        }
    }

    /**
     * Whether an earlier run of the build may just have written: any of its entries, or any unreadable entry, is a sign
     * of that.
     */
    private boolean interrupted(String build) throws IOException {
        Set<String> builds = new HashSet<>();
        List<Finding> unreadable =
                outbox.browse(waiting -> builds.add(waiting.publication().build()));
        return builds.contains(build) || !unreadable.isEmpty();
    }

    private static Map<String, String> placeOfInterrupted(OutboxEntry entry, Claim claim) throws IOException {
        return claim.entries().stream()
                .filter(one -> one.id().equals(entry.id()))
                .findFirst()
                .map(one -> one.progress().place())
                .orElse(Map.of());
    }

    /** Publishes an entry of the claimed target that an earlier run has begun. */
    Reconciliation resume(OutboxEntry entry, Tracker tracker, Claim claim) {
        return publish(entry, tracker, claim, Reconciler.How.RESUME);
    }

    private Reconciliation publish(OutboxEntry entry, Tracker tracker, Claim claim, Reconciler.How how) {
        List<Finding> findings = new ArrayList<>();
        Reconciliation done = new Reconciler(tracker, deadline, progress)
                .reconcile(
                        entry.publication(),
                        how,
                        prepared -> findings.addAll(freeze(entry, prepared, claim)),
                        attachments(entry));
        try {
            storeRest(entry, done, claim);
        } catch (IOException e) {
            findings.add(Finding.warning(e.getMessage()));
        }
        return done.with(findings);
    }

    private Reconciler.AfterWriting attachments(OutboxEntry entry) {
        return new AttachmentReconciler(outbox, entry, deadline, progress)::attachTo;
    }

    /** Stores the place, and drops outdated results from the outbox, before anything is written. */
    private List<Finding> freeze(OutboxEntry entry, PreparedPublication prepared, Claim claim) throws RefusedException {
        Map<String, String> place = prepared.preflight().place();
        Map<String, String> known = entry.progress().place();
        if (known.entrySet().stream()
                .anyMatch(
                        one -> !place.getOrDefault(one.getKey(), one.getValue()).equals(one.getValue()))) {
            throw new RefusedException("An interrupted run began to write these results to " + known
                    + ", but the settings now select " + place
                    + ". Run mvn verdict:replay, which completes them at the first place.");
        }
        OutboxEntry frozen = known.isEmpty() ? entry.with(entry.progress().at(place)) : entry;
        try {
            if (!frozen.equals(entry)) {
                claim.store(frozen);
            }
            return new Supersession(outbox, claim, prepared).apply(frozen);
        } catch (IOException e) {
            return List.of(Finding.warning(e.getMessage()));
        }
    }

    private static void storeRest(OutboxEntry entry, Reconciliation done, Claim claim) throws IOException {
        if (done.complete()) {
            claim.done(entry);
        } else {
            Map<String, String> known = entry.progress().place();
            claim.store(entry.with(
                    entry.progress().tried(known.isEmpty() ? done.place() : known, done.ended(), done.attached())));
        }
    }
}
