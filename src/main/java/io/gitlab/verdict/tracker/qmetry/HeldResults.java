package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** What the runs of a route say of results, as they were read last. */
final class HeldResults {
    private static final String EARLIER = "its status is of an earlier build";

    private final OpenApi api;
    private final QMetrySettings settings;
    private final Deadline deadline;
    private final Route route;
    private final WantedStatuses wanted;
    private final TargetBuild build;
    private final ProjectInfo project;
    private Runs runs = new Runs();
    private Instant readAt = Instant.MIN;
    private boolean fresh;
    private Set<Long> earlier = Set.of();

    HeldResults(
            OpenApi api,
            QMetrySettings settings,
            Deadline deadline,
            ProjectInfo project,
            Route route,
            WantedStatuses wanted,
            TargetBuild build) {
        this.api = api;
        this.settings = settings;
        this.deadline = deadline;
        this.project = project;
        this.route = route;
        this.wanted = wanted;
        this.build = build;
    }

    Runs runs() {
        return runs;
    }

    /** When the last read of the runs began. */
    Instant readAt() {
        return readAt;
    }

    Stream<Run> runs(Result result) {
        return runs.of(result.key().testCase()).stream();
    }

    void readRuns() throws RefusedException, UnavailableException {
        readAt = deadline.now();
        fresh = true;
        runs = Runs.read(api, project, route);
    }

    /** Takes note that runs may have changed since they were read. */
    void outdated() {
        fresh = false;
    }

    /**
     * Reads them, once more if need be.
     *
     * @param accepted whether QMetry accepted a write to a run
     */
    List<StoredResult> read(Publication publication, LongPredicate accepted)
            throws RefusedException, UnavailableException {
        if (!fresh || !deadline.now().isBefore(readAt.plus(settings.replicaLag()))) {
            readRuns();
        }
        fresh = false;
        List<Run> done = publication.results().stream()
                .flatMap(result -> runs(result).filter(run -> wanted.held(run, result)))
                .toList();
        earlier = build.earlier(done, accepted);
        return publication.results().stream()
                .flatMap(result -> stored(result).stream())
                .toList();
    }

    /** What the runs of a test case say; nothing while all of them are not executed. */
    private Optional<StoredResult> stored(Result result) {
        List<String> verdicts =
                runs(result).map(run -> wanted.told(run, result)).distinct().toList();
        if (verdicts.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        String right = result.verdict().text();
        String told =
                verdicts.stream().filter(one -> !one.equals(right)).findFirst().orElse(right);
        List<String> flaws = runs(result).anyMatch(this::ofEarlierBuild) ? List.of(EARLIER) : List.of();
        String reference = Long.toString(runs(result).findFirst().orElseThrow().id());
        return Optional.of(
                new StoredResult(result.key(), reference, told, flaws, Optional.of(settings.suite(route.suiteId()))));
    }

    /** Whether a run has another status, or has it from an earlier build than the one that is named. */
    boolean wrong(Run run, Status status) {
        return run.statusId() != status.id() || ofEarlierBuild(run);
    }

    /** Whether a run has its status from another build than the one that is named. */
    boolean ofEarlierBuild(Run run) {
        return earlier.contains(run.id());
    }
}
