package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.build.TargetBuild;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRuns;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** Reads the test case runs of the target, and derives the stored results from them. */
final class ResultReader {
    private static final String STALE = "its status is from an earlier build";

    private final OpenApi api;
    private final QMetrySettings settings;
    private final Deadline deadline;
    private final Target target;
    private final StatusMapping mapping;
    private final TargetBuild build;
    private final QMetryProject project;
    private TestCaseRuns runs = new TestCaseRuns();
    private Instant readAt = Instant.MIN;
    private boolean fresh;
    private Set<Long> stale = Set.of();

    ResultReader(
            OpenApi api,
            QMetrySettings settings,
            Deadline deadline,
            QMetryProject project,
            Target target,
            StatusMapping mapping,
            TargetBuild build) {
        this.api = api;
        this.settings = settings;
        this.deadline = deadline;
        this.project = project;
        this.target = target;
        this.mapping = mapping;
        this.build = build;
    }

    TestCaseRuns runs() {
        return runs;
    }

    /** When the last read of the runs started. */
    Instant readAt() {
        return readAt;
    }

    Stream<TestCaseRun> runs(Result result) {
        return runs.of(result.key().testCase()).stream();
    }

    void readRuns() throws RefusedException, UnavailableException {
        readAt = deadline.now();
        fresh = true;
        runs = TestCaseRuns.read(api, project, target);
    }

    /** Marks the runs as possibly changed since they were read. */
    void outdated() {
        fresh = false;
    }

    /**
     * The stored results; reads the runs again unless they are up to date.
     *
     * @param accepted whether QMetry accepted a write to a run
     */
    List<StoredResult> read(Publication publication, LongPredicate accepted)
            throws RefusedException, UnavailableException {
        if (!fresh || !deadline.now().isBefore(readAt.plus(settings.replicaLag()))) {
            readRuns();
        }
        fresh = false;
        List<TestCaseRun> done = publication.results().stream()
                .flatMap(result -> runs(result).filter(run -> mapping.matches(run, result)))
                .toList();
        stale = build.stale(done, accepted);
        return publication.results().stream()
                .flatMap(result -> stored(result).stream())
                .toList();
    }

    /** The result in the runs of a test case; empty if none was executed. */
    private Optional<StoredResult> stored(Result result) {
        List<String> verdicts =
                runs(result).map(run -> mapping.verdict(run, result)).distinct().toList();
        if (verdicts.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        String expected = result.verdict().text();
        String verdict = verdicts.stream()
                .filter(one -> !one.equals(expected))
                .findFirst()
                .orElse(expected);
        List<String> flaws = runs(result).anyMatch(this::isStale) ? List.of(STALE) : List.of();
        String reference = Long.toString(runs(result).findFirst().orElseThrow().id());
        return Optional.of(new StoredResult(
                result.key(), reference, verdict, flaws, Optional.of(settings.suitePage(target.suiteId()))));
    }

    /** Whether a run has another status, or has it from an earlier build. */
    boolean wrong(TestCaseRun run, Status status) {
        return run.statusId() != status.id() || isStale(run);
    }

    /** Whether the status of a run is from an earlier build. */
    boolean isStale(TestCaseRun run) {
        return stale.contains(run.id());
    }
}
