package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statuses of test case runs in QMetry. A run holds one status and no date: the result of a test case in a build is what
 * its runs in the chosen executions of the suite say.
 */
final class QMetryTracker implements Tracker {
    /** The vendor advises 10 to 20 runs a call. */
    private static final int BATCH_SIZE = 20;

    private final OpenApi api;
    private final QMetrySettings settings;
    private final TrackerConnection connection;
    private Optional<Target> prepared = Optional.empty();

    /** Where a publication goes. */
    private record Target(Route route, TargetBuild build, HeldResults held, StatusChanges changes, RunFiles files) {}

    QMetryTracker(OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public Preflight prepare(Publication publication) throws RefusedException, UnavailableException {
        ProjectInfo project = ProjectInfo.read(api, settings.project());
        checkSignature(project);
        TargetBuild build = new TargetBuild(api, project, settings, connection, publication.build());
        build.find();
        Route route = new RouteFinder(api, project, settings).find();
        WantedStatuses wanted = new WantedStatuses(project.statuses(), settings);
        HeldResults held = new HeldResults(api, settings, connection.deadline(), project, route, wanted, build);
        held.readRuns();
        TestCases testCases = new TestCases(api, project);
        StatusChanges changes = changes(project, route, wanted, build, held, testCases);
        changes.begin(publication);
        prepared = Optional.of(new Target(route, build, held, changes, new RunFiles(api, project, route)));
        QMetryPreflight preflight =
                new QMetryPreflight(settings, project, route, held.runs(), testCases, build.manualVerdicts());
        return new Preflight(
                preflight.refusals(publication),
                preflight.findings(publication),
                Optional.of(settings.suite(route.suiteId())),
                route.settled());
    }

    private StatusChanges changes(
            ProjectInfo project,
            Route route,
            WantedStatuses wanted,
            TargetBuild build,
            HeldResults held,
            TestCases testCases) {
        Deadline deadline = connection.deadline();
        MissingRuns missing =
                new MissingRuns(route, testCases, new Linker(api, route, deadline, settings.replicaLag()));
        Optional<Signature> signature = project.signed() ? connection.signature() : Optional.empty();
        StatusWriter writer = new StatusWriter(api, connection.batchSize().orElse(BATCH_SIZE), signature, deadline);
        return new StatusChanges(settings, deadline, route, wanted, build, held, missing, writer);
    }

    private void checkSignature(ProjectInfo project) throws RefusedException {
        if (project.signed() && connection.signature().isEmpty()) {
            throw new RefusedException(project.noSignature());
        }
    }

    @Override
    public List<StoredResult> read(Publication publication) throws RefusedException, UnavailableException {
        StatusChanges changes = target().changes();
        Optional<String> usedUp = api.quotaUsedUp();
        if (usedUp.isPresent()) {
            throw new UnavailableException(usedUp.get(), null);
        }
        Optional<String> stopped = changes.stopped();
        if (stopped.isPresent()) {
            throw new RefusedException(stopped.get());
        }
        return target().held().read(publication, changes::accepted);
    }

    private Target target() {
        return prepared.orElseThrow();
    }

    @Override
    public Map<ResultKey, Answer> write(Publication publication, List<Change> changes) {
        return target().changes().write(publication.build(), changes);
    }

    @Override
    public Optional<Attachments> attachments() {
        return Optional.of(target().files());
    }

    @Override
    public int objects(List<Change> changes) {
        return target().changes().objects(changes);
    }

    @Override
    public List<Finding> foresee(List<Change> changes) {
        return target().changes().foresee(changes);
    }

    /** A run holds one status, whatever the build. */
    @Override
    public boolean isOverwrittenBy(Map<String, String> others) {
        try {
            return target().route().sharedBy(QMetrySettings.of(others), settings);
        } catch (InvalidSettingException e) {
            return false;
        }
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(api.findings());
        prepared.ifPresent(target -> {
            findings.addAll(target.build().findings());
            findings.addAll(target.files().findings());
        });
        return findings;
    }

    /** Runs are read page by page, written or not. */
    @Override
    public Duration readBackAfter() {
        return settings.replicaLag();
    }

    @Override
    public Duration replicaLag() {
        return settings.replicaLag();
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
