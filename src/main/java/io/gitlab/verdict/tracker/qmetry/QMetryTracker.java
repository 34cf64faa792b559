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
import io.gitlab.verdict.tracker.qmetry.attachment.QMetryAttachments;
import io.gitlab.verdict.tracker.qmetry.build.TargetBuild;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.TestCases;
import io.gitlab.verdict.tracker.qmetry.result.Linker;
import io.gitlab.verdict.tracker.qmetry.result.PreflightChecks;
import io.gitlab.verdict.tracker.qmetry.result.ResultReader;
import io.gitlab.verdict.tracker.qmetry.result.StatusChanges;
import io.gitlab.verdict.tracker.qmetry.result.StatusMapping;
import io.gitlab.verdict.tracker.qmetry.result.StatusWriter;
import io.gitlab.verdict.tracker.qmetry.result.UnlinkedTestCases;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TargetFinder;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes results as statuses of test case runs. A run has one status and no date: the result of a test case in a build is
 * the status of its runs in the selected suite runs.
 */
final class QMetryTracker implements Tracker {
    /** The vendor advises 10 to 20 runs per request. */
    private static final int BATCH_SIZE = 20;

    private final OpenApi api;
    private final QMetrySettings settings;
    private final TrackerConnection connection;
    private Optional<Prepared> prepared = Optional.empty();

    /** A prepared publication. */
    private record Prepared(
            Target route, TargetBuild build, ResultReader held, StatusChanges changes, QMetryAttachments files) {}

    QMetryTracker(OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public Preflight prepare(Publication publication) throws RefusedException, UnavailableException {
        QMetryProject project = QMetryProject.read(api, settings.project());
        checkSignature(project);
        TargetBuild build = TargetBuild.find(api, project, settings, connection, publication.build());
        Target route = new TargetFinder(api, project, settings).find();
        StatusMapping wanted = new StatusMapping(project.statuses(), settings);
        ResultReader held = new ResultReader(api, settings, connection.deadline(), project, route, wanted, build);
        held.readRuns();
        TestCases testCases = new TestCases(api, project);
        StatusChanges changes = changes(project, route, wanted, build, held, testCases);
        changes.begin(publication);
        prepared = Optional.of(new Prepared(route, build, held, changes, new QMetryAttachments(api, project, route)));
        PreflightChecks preflight =
                new PreflightChecks(settings, project, route, held.runs(), testCases, build.manualStatuses());
        return new Preflight(
                preflight.refusals(publication),
                preflight.findings(publication),
                Optional.of(settings.suitePage(route.suiteId())),
                route.frozenSettings());
    }

    private StatusChanges changes(
            QMetryProject project,
            Target route,
            StatusMapping wanted,
            TargetBuild build,
            ResultReader held,
            TestCases testCases) {
        Deadline deadline = connection.deadline();
        UnlinkedTestCases missing =
                new UnlinkedTestCases(route, testCases, new Linker(api, route, deadline, settings.replicaLag()));
        Optional<Signature> signature = project.signed() ? connection.signature() : Optional.empty();
        StatusWriter writer = new StatusWriter(api, connection.batchSize().orElse(BATCH_SIZE), signature, deadline);
        return new StatusChanges(settings, deadline, route, wanted, build, held, missing, writer);
    }

    private void checkSignature(QMetryProject project) throws RefusedException {
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

    private Prepared target() {
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

    /** A test case run has one status for all builds. */
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

    /** Each read returns all runs of the suite runs, page by page. */
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
