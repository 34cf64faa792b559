package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tracker that leaves everything to another one, for those that add something to it. */
public abstract class ForwardingTracker implements Tracker {
    private final Tracker tracker;

    protected ForwardingTracker(Tracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public Preflight prepare(Publication publication) throws RefusedException, UnavailableException {
        return tracker.prepare(publication);
    }

    @Override
    public List<StoredResult> read(Publication publication) throws RefusedException, UnavailableException {
        return tracker.read(publication);
    }

    @Override
    public Map<ResultKey, Answer> write(Publication publication, List<Change> changes) {
        return tracker.write(publication, changes);
    }

    @Override
    public int objects(List<Change> changes) {
        return tracker.objects(changes);
    }

    @Override
    public List<Finding> foresee(List<Change> changes) {
        return tracker.foresee(changes);
    }

    @Override
    public Optional<Attachments> attachments() {
        return tracker.attachments();
    }

    @Override
    public boolean isOverwrittenBy(Map<String, String> settings) {
        return tracker.isOverwrittenBy(settings);
    }

    @Override
    public List<Finding> findings() {
        return tracker.findings();
    }

    @Override
    public Duration readBackAfter() {
        return tracker.readBackAfter();
    }

    @Override
    public Duration replicaLag() {
        return tracker.replicaLag();
    }

    @Override
    public void close() throws IOException {
        tracker.close();
    }
}
