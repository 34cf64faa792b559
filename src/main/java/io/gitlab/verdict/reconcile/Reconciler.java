package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Tracker;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the tracker hold the desired results: read, compare, write the difference, read back, until equal or out of
 * attempts or of time. It reports what it last read, never what it sent.
 */
public final class Reconciler {
    /** How to reconcile. */
    public enum How {
        /** Write what differs. */
        WRITE,
        /** The same, but first wait until the writes of an interrupted run are visible. */
        RESUME
    }

    private final Tracker tracker;
    private final Deadline deadline;
    private final Consumer<String> progress;

    public Reconciler(Tracker tracker, Deadline deadline, Consumer<String> progress) {
        this.tracker = tracker;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** Called before the first write, when the place of the results is known. */
    @FunctionalInterface
    public interface BeforeWriting {
        /** @throws RefusedException if nothing may be written there */
        void prepared(PreparedPublication prepared) throws RefusedException;
    }

    /** Attaches files to results that are done. */
    @FunctionalInterface
    public interface AfterWriting {
        /** @param prepared empty if the tracker could not prepare the publication, so that no result is published */
        List<AttachmentStatus> attach(Optional<PreparedPublication> prepared, Reconciliation results);
    }

    /**
     * Publishes results without attachments.
     *
     * @param how whether to write, and whether another process may have written just now
     * @return the outcome of each result, in the publication's order
     */
    public Reconciliation reconcile(Publication publication, How how) {
        return reconcile(publication, how, prepared -> {}, (prepared, results) -> List.of());
    }

    /** Publishes results and their attachments. */
    public Reconciliation reconcile(
            Publication publication, How how, BeforeWriting beforeWriting, AfterWriting afterWriting) {
        ResultReconciliation results = new ResultReconciliation(publication, deadline);
        results.run(tracker, how, beforeWriting, progress);
        Reconciliation written = results.outcome();
        Reconciliation done = written.withAttachments(afterWriting.attach(results.prepared(), written));
        return results.prepared()
                .map(prepared -> done.with(prepared.findings()))
                .orElse(done);
    }
}
