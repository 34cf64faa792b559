package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A publication that goes to the chosen executions of a suite. */
final class QMetryPublication implements PreparedPublication {
    private final OpenApi api;
    private final QMetrySettings settings;
    private final Publication publication;
    private final Preflight preflight;
    private final Route route;
    private final TargetBuild build;
    private final HeldResults held;
    private final StatusChanges statusChanges;
    private final RunFiles files;

    QMetryPublication(
            OpenApi api,
            QMetrySettings settings,
            Publication publication,
            Preflight preflight,
            Route route,
            TargetBuild build,
            HeldResults held,
            StatusChanges changes,
            RunFiles files) {
        this.api = api;
        this.settings = settings;
        this.publication = publication;
        this.preflight = preflight;
        this.route = route;
        this.build = build;
        this.held = held;
        this.statusChanges = changes;
        this.files = files;
    }

    @Override
    public Preflight preflight() {
        return preflight;
    }

    @Override
    public Optional<URI> url() {
        return Optional.of(settings.suite(route.suiteId()));
    }

    @Override
    public List<StoredResult> read() throws RefusedException, UnavailableException {
        Optional<String> usedUp = api.quotaUsedUp();
        if (usedUp.isPresent()) {
            throw new UnavailableException(usedUp.get(), null);
        }
        Optional<String> stopped = statusChanges.stopped();
        if (stopped.isPresent()) {
            throw new RefusedException(stopped.get());
        }
        return held.read(publication, statusChanges::accepted);
    }

    @Override
    public Map<ResultKey, Answer> write(List<Change> changes) {
        return statusChanges.write(publication.build(), changes);
    }

    @Override
    public Optional<Attachments> attachments() {
        return Optional.of(files);
    }

    @Override
    public int objects(List<Change> changes) {
        return statusChanges.objects(changes);
    }

    @Override
    public List<Finding> foresee(List<Change> changes) {
        return statusChanges.foresee(changes);
    }

    /** A run holds one status, whatever the build. */
    @Override
    public boolean isOverwrittenBy(Map<String, String> others) {
        try {
            return route.sharedBy(QMetrySettings.of(others), settings);
        } catch (InvalidSettingException e) {
            return false;
        }
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(api.findings());
        findings.addAll(build.findings());
        findings.addAll(files.findings());
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
}
