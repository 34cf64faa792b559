package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.http.Deadline;
import io.gitlab.verdict.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a tracker hold one verified result for each executed test case, and tells of each whether it does. */
public final class PublishResults {

    /**
     * What to publish, and how.
     *
     * @param tracker name of the tracker, for the account
     * @param build the text that identifies the build in the tracker
     * @param policy which outcome counts as which verdict
     * @param dryRun whether to stop after comparing
     */
    public record Request(String tracker, String build, VerdictPolicy policy, boolean dryRun) {
        public Request {
            requireNonNull(tracker, "tracker");
            requireNonNull(build, "build");
            requireNonNull(policy, "policy");
        }
    }

    private final Request request;
    private final Tracker tracker;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /** @param progress hears a line for each step */
    public PublishResults(Request request, Tracker tracker, Deadline deadline, Consumer<String> progress) {
        this.request = request;
        this.tracker = tracker;
        this.deadline = deadline;
        this.progress = progress;
    }

    public PublicationReport run(ResolvedRun run) {
        Publication publication = new PublicationPlanner(request.policy()).plan(request.build(), run.resolutions());
        progress.accept(run.reportFiles() + " reports, " + run.resolutions().size() + " executions, "
                + publication.results().size() + " test cases");
        Reconciliation reconciliation = publication.results().isEmpty()
                ? new Reconciliation(List.of(), List.of(), Optional.empty())
                : new Reconciler(tracker, deadline, progress).reconcile(publication, request.dryRun());
        List<Finding> findings = new ArrayList<>(run.findings());
        findings.addAll(reconciliation.findings());
        return new PublicationReport(
                request.tracker(),
                request.build(),
                deadline.now(),
                request.dryRun(),
                run.reportFiles(),
                reconciliation.url(),
                reconciliation.results(),
                run.resolutions(),
                findings);
    }
}
