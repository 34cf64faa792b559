package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A prepared publication that forwards every call to another one; the base of decorators. */
public abstract class ForwardingPublication implements PreparedPublication {
    private final PreparedPublication prepared;

    protected ForwardingPublication(PreparedPublication prepared) {
        this.prepared = prepared;
    }

    @Override
    public Preflight preflight() {
        return prepared.preflight();
    }

    @Override
    public Optional<URI> url() {
        return prepared.url();
    }

    @Override
    public List<StoredResult> read() throws RefusedException, UnavailableException {
        return prepared.read();
    }

    @Override
    public Map<ResultKey, Answer> write(List<Change> changes) {
        return prepared.write(changes);
    }

    @Override
    public int objects(List<Change> changes) {
        return prepared.objects(changes);
    }

    @Override
    public List<Finding> foresee(List<Change> changes) {
        return prepared.foresee(changes);
    }

    @Override
    public Optional<Attachments> attachments() {
        return prepared.attachments();
    }

    @Override
    public boolean isOverwrittenBy(Map<String, String> settings) {
        return prepared.isOverwrittenBy(settings);
    }

    @Override
    public List<Finding> findings() {
        return prepared.findings();
    }

    @Override
    public Duration readBackAfter() {
        return prepared.readBackAfter();
    }

    @Override
    public Duration replicaLag() {
        return prepared.replicaLag();
    }
}
