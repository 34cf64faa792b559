package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.attachment.QMetryAttachments;
import io.gitlab.verdict.tracker.qmetry.build.TargetBuild;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.TestCases;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TargetFinder;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseProblems;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A publication as statuses of test case runs. A run has one status and no date: the result of a test case in a build is the
 * status of its runs in the selected suite runs.
 */
public final class QMetryPublication implements PreparedPublication {
    /** The vendor advises 10 to 20 runs per request. */
    private static final int BATCH_SIZE = 20;

    private final OpenApi api;
    private final QMetrySettings settings;
    private final Publication publication;
    private final Preflight preflight;
    private final Target target;
    private final StatusChanges statuses;
    private final QMetryAttachments attachments;

    private QMetryPublication(
            OpenApi api,
            QMetrySettings settings,
            Publication publication,
            Preflight preflight,
            Target target,
            StatusChanges statuses,
            QMetryAttachments attachments) {
        this.api = api;
        this.settings = settings;
        this.publication = publication;
        this.preflight = preflight;
        this.target = target;
        this.statuses = statuses;
        this.attachments = attachments;
    }

    /** Checks a publication, and reads the present statuses. Writes nothing. */
    public static QMetryPublication prepare(
            OpenApi api, QMetrySettings settings, TrackerConnection connection, Publication publication)
            throws RefusedException, UnavailableException {
        QMetryProject project = QMetryProject.read(api, settings.project());
        if (project.signed() && connection.signature().isEmpty()) {
            throw new RefusedException(project.noSignature());
        }
        Deadline deadline = connection.deadline();
        TargetBuild build = TargetBuild.find(api, project, settings, connection, publication.build());
        Target target = new TargetFinder(api, project, settings).find();
        StatusMapping mapping = new StatusMapping(project.statuses(), settings);
        ResultReader reader = new ResultReader(api, settings, deadline, project, target, mapping, build);
        reader.readRuns();
        TestCases testCases = new TestCases(api, project);
        UnlinkedTestCases unlinked =
                new UnlinkedTestCases(target, testCases, new Linker(api, target, deadline, settings.replicaLag()));
        StatusChanges statuses = new StatusChanges(
                settings, deadline, target, mapping, build, reader, unlinked, writer(api, project, connection));
        statuses.begin(publication);
        PreflightChecks checks = new PreflightChecks(
                settings,
                project,
                target,
                reader.runs(),
                new TestCaseProblems(settings, project, target, reader.runs(), testCases),
                build.manualStatuses());
        Preflight preflight = new Preflight(checks.refusals(publication), checks.findings(publication), target.place());
        QMetryAttachments attachments = new QMetryAttachments(api, project, target);
        return new QMetryPublication(api, settings, publication, preflight, target, statuses, attachments);
    }

    private static StatusWriter writer(OpenApi api, QMetryProject project, TrackerConnection connection) {
        Optional<Signature> signature = project.signed() ? connection.signature() : Optional.empty();
        return new StatusWriter(api, connection.batchSize().orElse(BATCH_SIZE), signature, connection.deadline());
    }

    @Override
    public Preflight preflight() {
        return preflight;
    }

    @Override
    public Optional<URI> url() {
        return Optional.of(settings.suitePage(target.suiteId()));
    }

    @Override
    public List<StoredResult> read() throws RefusedException, UnavailableException {
        Optional<String> exhausted = api.quotaUsedUp();
        if (exhausted.isPresent()) {
            throw new UnavailableException(exhausted.get(), null);
        }
        return statuses.read(publication);
    }

    @Override
    public Map<ResultKey, Answer> write(List<Change> changes) {
        return statuses.write(publication.build(), changes);
    }

    @Override
    public Optional<Attachments> attachments() {
        return Optional.of(attachments);
    }

    @Override
    public int objects(List<Change> changes) {
        return statuses.objects(changes);
    }

    @Override
    public List<Finding> foresee(List<Change> changes) {
        return statuses.foresee(changes);
    }

    /** A test case run has one status for all builds. */
    @Override
    public boolean isOverwrittenBy(Map<String, String> others) {
        try {
            return target.sharedBy(QMetrySettings.of(others), settings);
        } catch (InvalidSettingException e) {
            return false;
        }
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(api.findings());
        findings.addAll(statuses.findings());
        findings.addAll(attachments.findings());
        return findings;
    }

    /** Each read returns all runs of the suite runs, page by page, so one read should be enough. */
    @Override
    public Duration readBackAfter() {
        return settings.replicaLag();
    }

    @Override
    public Duration replicaLag() {
        return settings.replicaLag();
    }
}
