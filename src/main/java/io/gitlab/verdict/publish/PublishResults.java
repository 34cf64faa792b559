package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.http.Deadline;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.tracker.Tracker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
        Reconciliation reconciliation = reconcile(publication, run);
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

    private Reconciliation reconcile(Publication publication, ResolvedRun run) {
        if (publication.results().isEmpty()) {
            return Reconciliation.NOTHING;
        }
        if (request.dryRun()) {
            return new Reconciler(tracker, deadline, progress).reconcile(publication, Reconciler.How.DRY_RUN);
        }
        OutboxEntry entry = new OutboxEntry(
                        deadline.now(), request.tracker(), request.settings(), publication, List.of())
                .withTests(tests(publication, run));
        return new Delivery(outbox, deadline, progress).deliver(entry, tracker);
    }

    private static Map<ResultKey, Set<String>> tests(Publication publication, ResolvedRun run) {
        return publication.results().stream()
                .collect(Collectors.toMap(
                        Result::key,
                        result -> result.executions().stream()
                                .map(position ->
                                        test(run.resolutions().get(position).execution()))
                                .collect(Collectors.toSet())));
    }

    /** Identifies the execution in any report of the same run. */
    private static String test(TestExecution execution) {
        List<String> parts = List.of(
                execution.module(),
                execution.variant(),
                execution.className(),
                execution.name(),
                execution.date().toString());
        return UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
