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
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Attachments.Upload;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes published results hold their attachments, in the way of the {@link Reconciler}: read, compare, send what is
 * missing, read back. Whatever fails here fails no result.
 */
public final class AttachmentReconciler {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    static final String NO_RESULT = "its result is not published";
    static final String LOST = "its bytes are not in the outbox any more";

    /** Sent before the next look at the clock. */
    private static final int PART = 100;

    private final Outbox outbox;
    private final OutboxEntry entry;
    private final Deadline deadline;
    private final Consumer<String> progress;
    private final List<AttachmentProgress> all = new ArrayList<>();
    private final WriteOutage outage;
    private Duration replicaLag = Duration.ZERO;

    public AttachmentReconciler(Outbox outbox, OutboxEntry entry, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.entry = entry;
        this.deadline = deadline;
        this.progress = progress;
        this.outage = new WriteOutage(deadline);
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
                open().forEach(one -> one.end(State.REFUSED, "this tracker's results hold no attachments"));
            } else {
                replicaLag = prepared.replicaLag();
                loop(port.get(), stored(prepared));
            }
        } catch (RefusedException e) {
            open().forEach(one -> one.interrupt(e.getMessage()));
        } catch (UnavailableException e) {
            open().forEach(one -> one.interrupt("tracker unavailable: " + e.getMessage()));
        }
    }

    private void begin(List<ResultStatus> results) {
        Map<ResultKey, Map<String, AttachmentStatus>> known = entry.attached().stream()
                .collect(Collectors.groupingBy(
                        AttachmentStatus::result, Collectors.toMap(AttachmentStatus::name, Function.identity())));
        Map<ResultKey, ResultStatus.State> states = results.stream()
                .collect(Collectors.toMap(status -> status.result().key(), ResultStatus::state));
        for (Result result : entry.publication().results()) {
            for (Attachment attachment : result.attachments()) {
                AttachmentProgress pending = new AttachmentProgress(result.key(), attachment);
                AttachmentStatus before =
                        known.getOrDefault(result.key(), Map.of()).get(attachment.name());
                if (before != null) {
                    pending.end(before.state(), before.reason());
                } else if (states.get(result.key()) == ResultStatus.State.UNPUBLISHED) {
                    pending.end(State.WAITING, NO_RESULT);
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

    /** The results to attach to; of one that is there twice, the one that the reconciler keeps. */
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
                .forEach(one -> one.interrupt("its result was not found again"));
        return stored;
    }

    private void loop(Attachments port, Map<ResultKey, StoredResult> stored)
            throws RefusedException, UnavailableException {
        Duration wait = FIRST_WAIT;
        while (!open().isEmpty()) {
            compare(port, stored);
            if (act(port, stored)) {
                wait = FIRST_WAIT;
            } else if (!open().isEmpty()) {
                if (!deadline.sleep(pause(wait))) {
                    open().forEach(one -> one.interrupt("the deadline of " + deadline.budget() + " passed"));
                }
                wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        }
    }

    /** What is seen needs one more look when no replica can lag behind; what is not seen is asked for sooner. */
    private Duration pause(Duration wait) {
        if (!open().stream().allMatch(AttachmentProgress::there)) {
            return deadline.about(wait);
        }
        Instant certain = open().stream()
                .map(one -> one.certainAt(replicaLag))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration left = Duration.between(deadline.now(), certain);
        return left.isNegative() ? wait : left.plus(SHORTEST_WAIT);
    }

    private void compare(Attachments port, Map<ResultKey, StoredResult> stored)
            throws RefusedException, UnavailableException {
        Instant begun = deadline.now();
        Map<StoredResult, List<Attachment>> wanted = open().stream()
                .collect(Collectors.groupingBy(
                        one -> stored.get(one.result()),
                        LinkedHashMap::new,
                        Collectors.mapping(AttachmentProgress::attachment, Collectors.toList())));
        Map<ResultKey, List<StoredAttachment>> held = port.read(wanted);
        long before = attached();
        open().forEach(one -> one.compare(held.getOrDefault(one.result(), List.of()), replicaLag, begun));
        if (attached() > before) {
            outage.over();
        }
    }

    private long attached() {
        return all.stream()
                .filter(one -> !one.open() && one.status().state() == State.ATTACHED)
                .count();
    }

    /** Whether there was something to do. */
    private boolean act(Attachments port, Map<ResultKey, StoredResult> stored) throws UnavailableException {
        if (!outage.mayWrite()) {
            return false;
        }
        Instant now = deadline.now();
        List<AttachmentProgress> due =
                open().stream().filter(one -> one.due(replicaLag, now)).toList();
        boolean acted = !due.isEmpty();
        if (acted) {
            progress.accept("Attachments to send: " + due.size());
        }
        for (int from = 0; from < due.size() && mayGoOn(); from += PART) {
            send(port, stored, due.subList(from, Math.min(from + PART, due.size())));
        }
        for (AttachmentProgress one : open()) {
            Optional<StoredAttachment> surplus = one.surplus(replicaLag, now);
            if (surplus.isPresent() && mayGoOn()) {
                acted = true;
                Answer answer = port.remove(stored.get(one.result()), surplus.get());
                one.removed(answer, deadline.now());
                heard(List.of(answer));
            }
        }
        return acted && !deadline.passed();
    }

    private boolean mayGoOn() {
        return !deadline.passed() && outage.mayWrite();
    }

    /** Is silent as long as the tracker asks, reads included. */
    private void heard(Collection<Answer> answers) throws UnavailableException {
        outage.heard(answers);
        Duration silence = outage.silence();
        if (outage.tooLong() || (!silence.isZero() && !deadline.sleep(silence))) {
            throw new UnavailableException(outage.trouble().orElse("it asks to wait for " + silence), null);
        }
    }

    private void send(Attachments port, Map<ResultKey, StoredResult> stored, List<AttachmentProgress> part)
            throws UnavailableException {
        Map<Upload, AttachmentProgress> uploads = new HashMap<>();
        List<Upload> inOrder = new ArrayList<>();
        for (AttachmentProgress one : part) {
            Upload upload = new Upload(
                    stored.get(one.result()),
                    one.attachment(),
                    () -> outbox.open(entry, one.attachment())
                            .orElseThrow(() -> new FileNotFoundException("it is not in the outbox any more")));
            uploads.put(upload, one);
            inOrder.add(upload);
        }
        Map<Upload, Answer> answers = port.attach(inOrder);
        answers.forEach((upload, answer) -> uploads.get(upload).sent(answer, deadline.now()));
        heard(answers.values());
    }
}
