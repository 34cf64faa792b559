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
import io.gitlab.verdict.evidence.StackTracesInNotes;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.reconcile.DryTracker;
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
import java.util.function.UnaryOperator;

/** Publishes one verified result for each executed test case, and reports the state of each. */
public final class PublishResults {

    /**
     * The parameters of a publication.
     *
     * @param tracker name of the tracker
     * @param settings the tracker's own settings, kept for a replay
     * @param build the text that identifies the build in the tracker
     * @param policy maps outcomes to verdicts
     * @param ci the CI job that publishes
     * @param notes the template of the notes of a result
     * @param dryRun whether to change neither the tracker nor the outbox
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
     * @param evidence collects the attachments of results
     * @param progress receives one line of progress per step
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
        this.tracker = request.dryRun() ? new DryTracker(tracker) : tracker;
        this.outbox = request.dryRun() ? new DryOutbox(outbox) : outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    public PublicationReport run(ResolvedRun run) {
        PublicationPlanner planner = planner(request);
        Publication plan = planner.plan(request.build(), run.resolutions());
        progress.accept("Reports: " + run.reportFiles() + ", executions: "
                + run.resolutions().size() + ", test cases: "
                + plan.results().size());
        Spool spool = outbox.spool();
        try {
            EvidenceStep step = new EvidenceStep(planner, plan, run, spool);
            OutboxEntry bare = entry(request, run, plan, deadline.now());
            Reconciliation done = reconcile(bare, step);
            return account(request, run, step.collected, bare, done, deadline.now(), Optional.empty());
        } finally {
            close(spool);
        }
    }

    /** Reads the evidence of a planned publication, once its results are stored. */
    private final class EvidenceStep implements UnaryOperator<OutboxEntry> {
        private final PublicationPlanner planner;
        private final Publication plan;
        private final ResolvedRun run;
        private final Spool spool;
        private CollectedEvidence collected = CollectedEvidence.NOTHING;

        EvidenceStep(PublicationPlanner planner, Publication plan, ResolvedRun run, Spool spool) {
            this.planner = planner;
            this.plan = plan;
            this.run = run;
            this.spool = spool;
        }

        @Override
        public OutboxEntry apply(OutboxEntry entry) {
            StackTracesInNotes inNotes = planner.stackTracesInNotes(run.resolutions());
            collected = evidence.collect(
                    plan.results(),
                    run.resolutions(),
                    (result, execution) ->
                            inNotes.hold(result, execution) && tracker.storesWholeNotes(result, plan.build()),
                    spool,
                    deadline);
            return entry.with(planner.with(collected, plan, run.resolutions())).withFiles(spool.name());
        }
    }

    private static void close(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            // Not a failure: its files are deleted with the next entry.
        }
    }

    private static PublicationPlanner planner(Request request) {
        return new PublicationPlanner(request.policy(), request.ci(), request.notes());
    }

    /**
     * Reports a run that sends nothing to the tracker: every result is unpublished for that reason, and the outbox holds
     * none of them.
     *
     * @param now when the report is written
     * @param reason why nothing is sent
     */
    public static PublicationReport skip(Request request, ResolvedRun run, Instant now, String reason) {
        Publication publication = planner(request).plan(request.build(), run.resolutions());
        Reconciliation nothing = Reconciliation.untried(publication, reason);
        OutboxEntry entry = entry(request, run, publication, now);
        return account(request, run, CollectedEvidence.NOTHING, entry, nothing, now, Optional.of(reason));
    }

    private static OutboxEntry entry(Request request, ResolvedRun run, Publication publication, Instant now) {
        return new OutboxEntry(now, request.tracker(), request.settings(), publication)
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
        return PublicationReport.of(request.tracker(), request.build(), now, request.ci())
                .id(entry.id())
                .dryRun(request.dryRun())
                .skipped(skipped)
                .reportFiles(run.reportFiles())
                .trackerUrl(done.url())
                .results(done.results())
                .attachments(attachments)
                .resolutions(run.resolutions())
                .findings(findings)
                .build();
    }

    private Reconciliation reconcile(OutboxEntry entry, EvidenceStep evidence) {
        return entry.publication().results().isEmpty()
                ? Reconciliation.NOTHING
                : new Delivery(outbox, deadline, progress).deliver(entry, evidence, tracker);
    }
}
