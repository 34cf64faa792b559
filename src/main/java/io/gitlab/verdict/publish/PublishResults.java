package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.evidence.CollectedEvidence;
import io.gitlab.verdict.evidence.EvidenceCollector;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.reconcile.DryTracker;
import io.gitlab.verdict.reconcile.Reconciler;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a tracker hold one verified result for each executed test case, and tells of each whether it does. */
public final class PublishResults {

    /**
     * What to publish, and how.
     *
     * @param tracker name of the tracker
     * @param settings the tracker's own settings, for a replay
     * @param build the text that identifies the build in the tracker
     * @param policy which outcome counts as which verdict
     * @param ci the CI job that publishes
     * @param notes how the notes of a result are put together
     * @param dryRun whether to stop after comparing
     */
    public record Request(
            String tracker,
            Map<String, String> settings,
            String build,
            VerdictPolicy policy,
            CiRun ci,
            NotesTemplate notes,
            boolean dryRun) {
        public Request {
            requireNonNull(tracker, "tracker");
            settings = Map.copyOf(settings);
            requireNonNull(build, "build");
            requireNonNull(policy, "policy");
            requireNonNull(ci, "ci");
            requireNonNull(notes, "notes");
        }
    }

    private final Request request;
    private final EvidenceCollector evidence;
    private final Tracker tracker;
    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /**
     * Publishes to that tracker.
     *
     * @param evidence finds what is attached to results
     * @param progress hears a line for each step
     */
    public PublishResults(
            Request request,
            EvidenceCollector evidence,
            Tracker tracker,
            Outbox outbox,
            Deadline deadline,
            Consumer<String> progress) {
        this.request = request;
        this.evidence = evidence;
        this.tracker = tracker;
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    public PublicationReport run(ResolvedRun run) {
        PublicationPlanner planner = planner(request);
        Publication plan = planner.plan(request.build(), run.resolutions());
        progress.accept("Reports: " + run.reportFiles() + ", executions: "
                + run.resolutions().size() + ", test cases: "
                + plan.results().size());
        // Closed without a word: what it kept is tidied up later at worst.
        Spool spool = request.dryRun() ? new DrySpool() : outbox.spool();
        try {
            CollectedEvidence collected = evidence.collect(
                    plan.results(), run.resolutions(), planner.stackTracesInNotes(run.resolutions()), spool);
            Publication publication = planner.with(collected, plan, run.resolutions());
            OutboxEntry entry = entry(request, run, publication, deadline.now()).withFiles(spool.name());
            Reconciliation done = reconcile(entry);
            return account(request, run, collected, entry, done, deadline.now(), Optional.empty());
        } finally {
            close(spool);
        }
    }

    private static void close(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            // Its files are tidied up with the next entry.
        }
    }

    private static PublicationPlanner planner(Request request) {
        return new PublicationPlanner(request.policy(), request.ci(), request.notes());
    }

    /**
     * The account of a run that asks no tracker: every result is unpublished for that reason, and nothing waits for a
     * replay.
     *
     * @param now when the account is written
     * @param reason why nothing is sent
     */
    public static PublicationReport skip(Request request, ResolvedRun run, Instant now, String reason) {
        Publication publication = planner(request).plan(request.build(), run.resolutions());
        Reconciliation nothing = Reconciliation.untried(publication, reason);
        OutboxEntry entry = entry(request, run, publication, now);
        return account(request, run, CollectedEvidence.NOTHING, entry, nothing, now, Optional.of(reason));
    }

    private static OutboxEntry entry(Request request, ResolvedRun run, Publication publication, Instant now) {
        return new OutboxEntry(now, request.tracker(), request.settings(), publication, List.of())
                .withTests(ExecutionIdentity.of(publication, run.resolutions()));
    }

    private static PublicationReport account(
            Request request,
            ResolvedRun run,
            CollectedEvidence collected,
            OutboxEntry entry,
            Reconciliation done,
            Instant now,
            Optional<String> skipped) {
        List<Finding> findings = new ArrayList<>(run.findings());
        findings.addAll(collected.findings());
        findings.addAll(done.findings());
        List<AttachmentStatus> attachments = new ArrayList<>(done.attachments());
        attachments.addAll(collected.notAttached());
        return new PublicationReport(
                new PublicationReport.Header(entry.id(), request.tracker(), request.build(), now, request.ci()),
                new PublicationReport.Mode(request.dryRun(), skipped),
                done.url(),
                done.results(),
                attachments,
                new ResolvedRun(run.reportFiles(), run.resolutions(), findings));
    }

    private Reconciliation reconcile(OutboxEntry entry) {
        Publication publication = entry.publication();
        if (publication.results().isEmpty()) {
            return Reconciliation.NOTHING;
        }
        if (request.dryRun()) {
            List<AttachmentStatus> planned = Reconciliation.untried(publication, DryTracker.WOULD_BE_ATTACHED)
                    .attachments();
            return new Reconciler(tracker, deadline, progress)
                    .reconcile(publication, Reconciler.How.DRY_RUN)
                    .withAttachments(planned);
        }
        return new Delivery(outbox, deadline, progress).deliver(entry, tracker);
    }
}
