package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads, compares and writes in turns, until each result has come to an end. */
final class ReconcileLoop {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    private final PreparedPublication prepared;
    private final Map<ResultKey, ResultProgress> entries;
    private final Deadline deadline;
    private final Consumer<String> progress;
    private final WriteOutage outage;

    ReconcileLoop(
            PreparedPublication prepared,
            Map<ResultKey, ResultProgress> entries,
            Deadline deadline,
            Consumer<String> progress) {
        this.prepared = prepared;
        this.entries = entries;
        this.deadline = deadline;
        this.progress = progress;
        this.outage = new WriteOutage(deadline);
    }

    private List<ResultProgress> open() {
        return entries.values().stream().filter(ResultProgress::open).toList();
    }

    /**
     * Runs it.
     *
     * @throws UnavailableException if the tracker does not answer, or takes no writes; what is open then stays open
     */
    void run() throws RefusedException, UnavailableException {
        Duration wait = FIRST_WAIT;
        while (!open().isEmpty()) {
            compare();
            endOutage();
            List<Change> changes = changes();
            if (!changes.isEmpty()) {
                write(changes);
                wait = FIRST_WAIT;
            } else if (!open().isEmpty()) {
                sleep(pause(wait));
                wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        }
    }

    /**
     * Ends each result without writing it, and tells what would be written.
     *
     * @return what a person should know of that
     */
    List<Finding> plan() throws RefusedException, UnavailableException {
        compare();
        List<Change> changes = changes();
        List<Finding> foreseen = prepared.foresee(changes);
        changes.forEach(change -> entries.get(change.result().key()).giveUp(planned(change)));
        return foreseen;
    }

    private void compare() throws RefusedException, UnavailableException {
        Instant readAt = deadline.now();
        Map<ResultKey, List<StoredResult>> stored =
                prepared.read().stream().collect(Collectors.groupingBy(StoredResult::key));
        for (ResultProgress entry : open()) {
            if (entry.compare(stored.getOrDefault(entry.key(), List.of()), prepared.replicaLag(), readAt)) {
                outage.over();
            }
        }
    }

    private void endOutage() throws UnavailableException {
        if (outage.tooLong() && !open().isEmpty()) {
            throw new UnavailableException(outage.trouble().orElseThrow(), null);
        }
    }

    private List<Change> changes() {
        if (!outage.mayWrite()) {
            return List.of();
        }
        return open().stream()
                .flatMap(entry -> entry.change(prepared.replicaLag(), deadline.now()).stream())
                .toList();
    }

    /** What would be done, in words. */
    static String planned(Change change) {
        if (change instanceof Change.Remove remove) {
            return "dry run: " + remove.stored().reference() + " would be deleted";
        }
        if (change instanceof Change.Repair repair) {
            return "dry run: would be repaired (" + ResultProgress.difference(change.result(), repair.stored()) + ")";
        }
        return "dry run: would be created";
    }

    private void write(List<Change> changes) throws UnavailableException {
        progress.accept("Results to write: " + changes.size());
        Map<ResultKey, Answer> answers = prepared.write(changes);
        for (Change change : changes) {
            ResultKey key = change.result().key();
            entries.get(key).answered(change, answers.get(key), deadline);
        }
        outage.heard(answers.values());
        Duration silence = outage.silence();
        if (!silence.isZero()) {
            endOutage();
            sleep(silence);
        } else if (answers.values().stream().anyMatch(ReconcileLoop::maybeApplied)) {
            deadline.sleep(prepared.readBackAfter());
        }
    }

    private static boolean maybeApplied(Answer answer) {
        return answer instanceof Answer.Applied || answer instanceof Answer.Unknown;
    }

    private void sleep(Duration wait) throws UnavailableException {
        if (deadline.sleep(wait)) {
            return;
        }
        if (outage.trouble().isPresent()) {
            throw new UnavailableException(outage.trouble().get(), null);
        }
        open().forEach(entry -> entry.outOfTime(deadline.budget()));
    }

    /** What is seen right needs one more look, when no replica can lag behind; what is not seen is asked for sooner. */
    private Duration pause(Duration wait) {
        List<ResultProgress> open = open();
        if (!open.stream().allMatch(ResultProgress::right)) {
            return deadline.about(wait);
        }
        Instant certain = open.stream()
                .map(entry -> entry.certainAt(prepared.replicaLag()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration left = Duration.between(deadline.now(), certain);
        return left.isNegative() ? wait : left.plus(SHORTEST_WAIT);
    }
}
