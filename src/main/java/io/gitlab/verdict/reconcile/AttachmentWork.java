package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Attachments.Upload;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads and uploads attachments.
 *
 * @param results the stored results to attach to
 * @param budget the time for the whole publication
 */
record AttachmentWork(
        Attachments tracker,
        Outbox outbox,
        OutboxEntry entry,
        Map<ResultKey, StoredResult> results,
        Duration replicaLag,
        Duration budget,
        Consumer<String> progress)
        implements Work<AttachmentProgress> {

    @Override
    public boolean read(List<AttachmentProgress> open, Instant begun) throws RefusedException, UnavailableException {
        Map<StoredResult, List<Attachment>> wanted = open.stream()
                .collect(Collectors.groupingBy(
                        one -> results.get(one.result()),
                        LinkedHashMap::new,
                        Collectors.mapping(AttachmentProgress::attachment, Collectors.toList())));
        Map<ResultKey, List<StoredAttachment>> held = tracker.read(wanted);
        return open.stream()
                        .filter(one -> one.compare(held.getOrDefault(one.result(), List.of()), replicaLag, begun))
                        .count()
                > 0;
    }

    @Override
    public Map<AttachmentProgress, Answer> write(List<AttachmentProgress> due) {
        progress.accept("Attachments to send: " + due.size());
        Map<AttachmentProgress, Answer> answers = new HashMap<>();
        Map<Upload, AttachmentProgress> uploads = new LinkedHashMap<>();
        for (AttachmentProgress one : due) {
            StoredResult result = results.get(one.result());
            one.surplus()
                    .ifPresentOrElse(
                            surplus -> answers.put(one, tracker.remove(result, surplus)),
                            () -> uploads.put(upload(result, one.attachment()), one));
        }
        tracker.attach(List.copyOf(uploads.keySet()))
                .forEach((upload, answer) -> answers.put(uploads.get(upload), answer));
        return answers;
    }

    private Upload upload(StoredResult result, Attachment attachment) {
        return new Upload(
                result,
                attachment,
                () -> outbox.open(entry, attachment)
                        .orElseThrow(() -> new FileNotFoundException("it is no longer in the outbox")));
    }

    @Override
    public void outOfTime(List<AttachmentProgress> open) {
        open.forEach(one -> one.interrupt("the deadline of " + budget + " passed"));
    }

    @Override
    public int batchSize() {
        return 100;
    }
}
