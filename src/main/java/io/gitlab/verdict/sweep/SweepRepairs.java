package io.gitlab.verdict.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.reconcile.ReconcileLoop;
import io.gitlab.verdict.reconcile.Work;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StuckResultDetails;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Repairs stuck results one by one. Each is read again just before it is written, so that nothing newer is overwritten. */
final class SweepRepairs implements Work<SweepItem> {
    static final int READ_AT_ONCE = 100;

    /** How many repairs the report marks as sent at a time; after a kill it does not show which of them were sent. */
    private static final int ACCOUNTED = 25;

    /** Stores the report before a repair is sent that it does not list. */
    @FunctionalInterface
    interface Account {
        void keep() throws IOException;
    }

    private final StuckResults tracker;
    private final Deadline deadline;
    private final Account account;
    private int rejections;
    private boolean accepted;
    private Optional<String> end = Optional.empty();

    SweepRepairs(StuckResults tracker, Deadline deadline, Account account) {
        this.tracker = tracker;
        this.deadline = deadline;
        this.account = account;
    }

    /** @return why the repairs ended early; empty if they did not */
    Optional<String> repair(List<SweepItem> items) throws IOException {
        try {
            new ReconcileLoop<>(this, items, deadline).run();
            return Optional.empty();
        } catch (RefusedException | UnavailableException e) {
            items.stream().filter(SweepItem::open).forEach(SweepItem::leave);
            return Optional.of(e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static List<Finding> findings(List<SweepItem> items) {
        return items.stream().flatMap(item -> item.overlap().stream()).toList();
    }

    /** Reads back what was written, also when the repairs end early. */
    @Override
    public boolean read(List<SweepItem> open, Instant begun) throws RefusedException, UnavailableException {
        open.forEach(item -> item.read(begun));
        List<SweepItem> written = open.stream().filter(SweepItem::written).toList();
        for (int from = 0; from < written.size(); from += READ_AT_ONCE) {
            compare(written.subList(from, Math.min(from + READ_AT_ONCE, written.size())));
        }
        if (end.isPresent()) {
            throw new UnavailableException(end.get(), null);
        }
        return written.stream().anyMatch(item -> !item.open());
    }

    private void compare(List<SweepItem> items) throws RefusedException, UnavailableException {
        Map<String, StuckResultDetails> read =
                tracker.details(items.stream().map(SweepItem::reference).toList()).stream()
                        .collect(Collectors.toMap(
                                one -> one.result().reference(), Function.identity(), (one, other) -> one));
        items.forEach(item -> item.compare(Optional.ofNullable(read.get(item.reference()))));
    }

    @Override
    public Map<SweepItem, Answer> write(List<SweepItem> due) {
        due.forEach(SweepItem::aboutToSend);
        try {
            account.keep();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<SweepItem, Answer> answers = new HashMap<>();
        for (SweepItem item : due) {
            Optional<Answer> answer = write(item);
            answer.ifPresent(known -> answers.put(item, known));
            if (end.isPresent() || !answer.map(Answer::decided).orElse(true)) {
                break;
            }
        }
        return answers;
    }

    private Optional<Answer> write(SweepItem item) {
        try {
            Optional<StuckResultDetails> read =
                    tracker.details(List.of(item.reference())).stream().findFirst();
            item.compare(read);
            return item.open() ? usable(tracker.write(item.repair(read.orElseThrow()))) : Optional.empty();
        } catch (RefusedException | UnavailableException e) {
            end = Optional.of(e.getMessage());
            return Optional.empty();
        }
    }

    /** The answer; empty if it ends all repairs and says nothing about this one. */
    private Optional<Answer> usable(Answer answer) {
        accepted |= answer.applied();
        rejections += answer.refused() && !answer.worthRetrying() ? 1 : 0;
        boolean none = answer.forbidden() || answer.kind() == Answer.Kind.NOT_SENT;
        if (none || (!accepted && rejections >= RetryPolicy.MAX_REFUSALS_WITHOUT_SUCCESS)) {
            end = Optional.of(answer.reason());
        }
        return none ? Optional.empty() : Optional.of(answer);
    }

    @Override
    public void outOfTime(List<SweepItem> open) throws UnavailableException {
        throw new UnavailableException(
                "the deadline of " + deadline.budget() + " passed; set a longer <deadline>", null);
    }

    @Override
    public int batchSize() {
        return ACCOUNTED;
    }

    @Override
    public Duration readBackAfter() {
        return replicaLag().isZero() ? Duration.ZERO : replicaLag().plus(RetryPolicy.AFTER_LAG);
    }

    @Override
    public Duration replicaLag() {
        return tracker.replicaLag();
    }
}
