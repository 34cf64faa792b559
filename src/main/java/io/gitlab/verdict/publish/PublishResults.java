package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.http.Deadline;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.tracker.Tracker;
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
     * @param dryRun whether to stop after comparing
     */
    public record Request(
            String tracker,
            Map<String, String> settings,
            String build,
            VerdictPolicy policy,
            CiRun ci,
            boolean dryRun) {
        public Request {
            requireNonNull(tracker, "tracker");
            settings = Map.copyOf(settings);
            requireNonNull(build, "build");
            requireNonNull(policy, "policy");
            requireNonNull(ci, "ci");
        }
    }

    private final Request request;
    private final Tracker tracker;
    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /** @param progress hears a line for each step */
    public PublishResults(
            Request request, Tracker tracker, Outbox outbox, Deadline deadline, Consumer<String> progress) {
        this.request = request;
        this.tracker = tracker;
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    public PublicationReport run(ResolvedRun run) {
        Publication publication =
                new PublicationPlanner(request.policy(), request.ci()).plan(request.build(), run.resolutions());
        progress.accept("Reports: " + run.reportFiles() + ", executions: "
                + run.resolutions().size() + ", test cases: "
                + publication.results().size());
        OutboxEntry entry = entry(request, run, publication, deadline.now());
        return account(request, run, entry, reconcile(entry), deadline.now(), Optional.empty());
    }

    /**
     * The account of a run that asks no tracker: every result is unpublished for that reason, and nothing waits for a
     * replay.
     *
     * @param now when the account is written
     * @param reason why nothing is sent
     */
    public static PublicationReport skip(Request request, ResolvedRun run, Instant now, String reason) {
        Publication publication =
                new PublicationPlanner(request.policy(), request.ci()).plan(request.build(), run.resolutions());
        Reconciliation nothing = Reconciliation.untried(publication, reason);
        return account(request, run, entry(request, run, publication, now), nothing, now, Optional.of(reason));
    }

    private static OutboxEntry entry(Request request, ResolvedRun run, Publication publication, Instant now) {
        return new OutboxEntry(now, request.tracker(), request.settings(), publication, List.of())
                .withTests(ExecutionIdentity.of(publication, run.resolutions()));
    }

    private static PublicationReport account(
            Request request,
            ResolvedRun run,
            OutboxEntry entry,
            Reconciliation done,
            Instant now,
            Optional<String> skipped) {
        List<Finding> findings = new ArrayList<>(run.findings());
        findings.addAll(done.findings());
        return new PublicationReport(
                entry.id(),
                request.tracker(),
                request.build(),
                now,
                request.ci(),
                request.dryRun(),
                skipped,
                run.reportFiles(),
                done.url(),
                done.results(),
                run.resolutions(),
                findings);
    }

    private Reconciliation reconcile(OutboxEntry entry) {
        Publication publication = entry.publication();
        if (publication.results().isEmpty()) {
            return Reconciliation.NOTHING;
        }
        if (request.dryRun()) {
            return new Reconciler(tracker, deadline, progress).reconcile(publication, Reconciler.How.DRY_RUN);
        }
        return new Delivery(outbox, deadline, progress).deliver(entry, tracker);
    }
}
