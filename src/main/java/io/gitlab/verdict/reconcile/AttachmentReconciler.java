package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Attaches files to published results. A failure here does not affect results. */
public final class AttachmentReconciler {
    static final String NO_RESULT = "its result is not published";
    static final String LOST = "its file is no longer in the outbox";

    private final Outbox outbox;
    private final OutboxEntry entry;
    private final Deadline deadline;
    private final Consumer<String> progress;
    private final List<AttachmentProgress> all = new ArrayList<>();

    public AttachmentReconciler(Outbox outbox, OutboxEntry entry, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.entry = entry;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * The status of each attachment of the entry, in the order of its results.
     *
     * @param preparation the entry's publication; empty if the tracker could not prepare it, so that no result is published
     */
    public List<AttachmentStatus> attachTo(Optional<PreparedPublication> preparation, Reconciliation done) {
        begin(done.results());
        if (done.unavailable()) {
            open().forEach(one -> one.interrupt("tracker unavailable"));
        }
        if (!open().isEmpty()) {
            preparation.ifPresent(this::attach);
        }
        return all.stream().map(AttachmentProgress::status).toList();
    }

    private void attach(PreparedPublication prepared) {
        try {
            Optional<Attachments> port = prepared.attachments();
            if (port.isEmpty()) {
                open().forEach(one -> one.end(State.REFUSED, "this tracker does not support attachments"));
            } else {
                Map<ResultKey, StoredResult> stored = stored(prepared);
                AttachmentWork work = new AttachmentWork(
                        port.get(), outbox, entry, stored, prepared.replicaLag(), deadline.budget(), progress);
                new ReconcileLoop<>(work, all, deadline).run();
            }
        } catch (RefusedException e) {
            open().forEach(one -> one.interrupt(e.getMessage()));
        } catch (UnavailableException e) {
            open().forEach(one -> one.interrupt("tracker unavailable: " + e.getMessage()));
        }
    }

    private void begin(List<ResultStatus> results) {
        Map<ResultKey, Map<String, AttachmentStatus>> known = entry.progress().attachments().stream()
                .collect(Collectors.groupingBy(
                        AttachmentStatus::result, Collectors.toMap(AttachmentStatus::name, Function.identity())));
        Map<ResultKey, ResultStatus> states = results.stream()
                .collect(Collectors.toMap(status -> status.result().key(), Function.identity()));
        for (Result result : entry.publication().results()) {
            for (Attachment attachment : result.attachments()) {
                AttachmentProgress pending = new AttachmentProgress(result.key(), attachment);
                AttachmentStatus before =
                        known.getOrDefault(result.key(), Map.of()).get(attachment.name());
                if (before != null) {
                    pending.end(before.state(), before.reason());
                } else if (states.get(result.key()).state() == ResultStatus.State.UNPUBLISHED) {
                    boolean planned = DryTracker.wouldPublish(states.get(result.key()));
                    pending.end(State.WAITING, planned ? DryTracker.WOULD_BE_ATTACHED : NO_RESULT);
                } else if (!readable(attachment)) {
                    pending.end(State.REFUSED, LOST);
                }
                all.add(pending);
            }
        }
    }

    private boolean readable(Attachment attachment) {
        try {
            Optional<InputStream> bytes = outbox.open(entry, attachment);
            if (bytes.isPresent()) {
                bytes.get().close();
            }
            return bytes.isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private List<AttachmentProgress> open() {
        return all.stream().filter(AttachmentProgress::open).toList();
    }

    /** The results to attach to; of a result that is stored twice, the one that the reconciler keeps. */
    private Map<ResultKey, StoredResult> stored(PreparedPublication prepared)
            throws RefusedException, UnavailableException {
        Map<ResultKey, Result> wanted =
                entry.publication().results().stream().collect(Collectors.toMap(Result::key, Function.identity()));
        Map<ResultKey, StoredResult> stored = new HashMap<>();
        prepared.read().stream()
                .filter(one -> wanted.containsKey(one.key()))
                .filter(one ->
                        ResultProgress.difference(wanted.get(one.key()), one).isEmpty())
                .sorted(ResultProgress.OLDEST_FIRST)
                .forEach(one -> stored.putIfAbsent(one.key(), one));
        open().stream()
                .filter(one -> !stored.containsKey(one.result()))
                .forEach(one -> one.interrupt("its result is no longer in the tracker"));
        return stored;
    }
}
