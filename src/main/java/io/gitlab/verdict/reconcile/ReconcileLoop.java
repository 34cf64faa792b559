package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads, compares and writes in turn until no item is open: the loop of results, attachments, sweeps and sprints. */
public final class ReconcileLoop<I extends Item> {
    private final Work<I> work;
    private final List<I> items;
    private final Deadline deadline;
    private final WriteOutage outage;

    public ReconcileLoop(Work<I> work, List<I> items, Deadline deadline) {
        this.work = work;
        this.items = items;
        this.deadline = deadline;
        this.outage = new WriteOutage(deadline);
    }

    private List<I> open() {
        return items.stream().filter(Item::open).toList();
    }

    /**
     * Runs until no item is open.
     *
     * @throws RefusedException if the tracker refuses the work as a whole
     * @throws UnavailableException if the tracker does not answer, or accepts no writes; open items then stay open
     */
    public void run() throws RefusedException, UnavailableException {
        try {
            reconcile();
        } catch (UnavailableException e) {
            if (!deadline.passed()) {
                throw e;
            }
            work.outOfTime(open());
        }
    }

    private void reconcile() throws RefusedException, UnavailableException {
        Duration wait = RetryPolicy.FIRST_WAIT;
        while (!open().isEmpty()) {
            if (work.read(open(), deadline.now())) {
                outage.end();
            }
            stopAfterLongOutage();
            List<I> due = due();
            if (!due.isEmpty()) {
                write(due);
                wait = RetryPolicy.FIRST_WAIT;
            } else if (!open().isEmpty()) {
                sleep(pause(wait));
                wait = wait.compareTo(RetryPolicy.LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : RetryPolicy.LONGEST_WAIT;
            }
        }
    }

    private void stopAfterLongOutage() throws UnavailableException {
        if (outage.tooLong() && !open().isEmpty()) {
            throw new UnavailableException(outage.reason().orElseThrow(), null);
        }
    }

    private List<I> due() {
        Instant now = deadline.now();
        return outage.mayWrite()
                ? open().stream().filter(one -> one.due(work.replicaLag(), now)).toList()
                : List.of();
    }

    private void write(List<I> due) throws RefusedException, UnavailableException {
        boolean mayBeApplied = false;
        for (int from = 0; from < due.size() && (from == 0 || mayGoOn()); ) {
            int to = (int) Math.min((long) from + work.batchSize(), due.size());
            Map<I, Answer> answers = work.write(due.subList(from, to));
            answers.forEach((item, answer) -> item.answered(answer, deadline));
            outage.record(answers.values());
            mayBeApplied |= answers.values().stream().anyMatch(Answer::mayBeApplied);
            from = to;
        }
        if (!outage.requestedPause().isZero()) {
            stopAfterLongOutage();
            sleep(outage.requestedPause());
        } else if (mayBeApplied) {
            deadline.sleep(work.readBackAfter());
        }
    }

    private boolean mayGoOn() {
        return !deadline.passed()
                && outage.mayWrite()
                && outage.requestedPause().isZero();
    }

    private void sleep(Duration wait) throws UnavailableException {
        if (deadline.sleep(wait)) {
            return;
        }
        if (outage.reason().isPresent()) {
            throw new UnavailableException(outage.reason().get(), null);
        }
        work.outOfTime(open());
    }

    /** If every open item is correct, one read after the replica lag ends them all. */
    private Duration pause(Duration wait) {
        List<I> open = open();
        if (!open.stream().allMatch(Item::correct)) {
            return deadline.about(wait);
        }
        Instant certain = open.stream()
                .map(one -> one.certainAt(work.replicaLag()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration left = Duration.between(deadline.now(), certain);
        return left.isNegative() ? wait : left.plus(RetryPolicy.AFTER_LAG);
    }
}
