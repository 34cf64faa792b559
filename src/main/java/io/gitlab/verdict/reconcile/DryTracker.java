package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.DecoratedTracker;
import io.gitlab.verdict.tracker.ForwardingPublication;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A read-only tracker for dry runs: refuses each change, and names it in the refusal. */
public final class DryTracker extends DecoratedTracker {
    static final String WOULD_BE_ATTACHED = "dry run: would be attached";
    private static final String WOULD_BE_CREATED = "dry run: would be created";
    private static final String WOULD_BE_REPAIRED = "dry run: would be repaired";

    public DryTracker(Tracker tracker) {
        super(tracker, DryPublication::new);
    }

    /** Whether the result is unpublished only because this is a dry run. */
    static boolean wouldPublish(ResultStatus status) {
        return status.reason().equals(WOULD_BE_CREATED) || status.reason().startsWith(WOULD_BE_REPAIRED);
    }

    private static final class DryPublication extends ForwardingPublication {
        private final Set<Finding> foreseen = new LinkedHashSet<>();

        DryPublication(PreparedPublication prepared) {
            super(prepared);
        }

        @Override
        public Map<ResultKey, Answer> write(List<Change> changes) {
            foreseen.addAll(super.foresee(changes));
            return changes.stream()
                    .collect(Collectors.toMap(
                            change -> change.result().key(), change -> new Answer.Refused(planned(change), false)));
        }

        private static String planned(Change change) {
            if (change instanceof Change.Remove remove) {
                return "dry run: " + remove.stored().reference() + " would be deleted";
            }
            if (change instanceof Change.Repair repair) {
                return WOULD_BE_REPAIRED + " (" + ResultProgress.difference(change.result(), repair.stored()) + ")";
            }
            return WOULD_BE_CREATED;
        }

        /** Zero, because no write has to become visible. */
        @Override
        public Duration replicaLag() {
            return Duration.ZERO;
        }

        @Override
        public Optional<Attachments> attachments() {
            return super.attachments().map(ReadOnly::new);
        }

        @Override
        public List<Finding> findings() {
            List<Finding> all = new ArrayList<>(super.findings());
            all.addAll(foreseen);
            return all;
        }
    }

    private record ReadOnly(Attachments attachments) implements Attachments {

        @Override
        public Map<ResultKey, List<StoredAttachment>> read(Map<StoredResult, List<Attachment>> wanted)
                throws RefusedException, UnavailableException {
            return attachments.read(wanted);
        }

        @Override
        public Map<Upload, Answer> attach(List<Upload> uploads) {
            return uploads.stream()
                    .collect(Collectors.toMap(Function.identity(), upload -> new Answer.Forbidden(WOULD_BE_ATTACHED)));
        }

        @Override
        public Answer remove(StoredResult result, StoredAttachment attachment) {
            return new Answer.Refused("dry run: would be deleted", false);
        }
    }
}
