package io.gitlab.verdict.reconcile;

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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads and writes results. */
record ResultWork(PreparedPublication prepared, Deadline deadline, Consumer<String> progress)
        implements Work<ResultProgress> {

    private static List<Change> changes(List<ResultProgress> due) {
        return due.stream().map(ResultProgress::change).toList();
    }

    @Override
    public boolean read(List<ResultProgress> open, Instant begun) throws RefusedException, UnavailableException {
        Map<ResultKey, List<StoredResult>> stored =
                prepared.read().stream().collect(Collectors.groupingBy(StoredResult::key));
        return open.stream()
                        .filter(one -> one.compare(stored.getOrDefault(one.key(), List.of()), replicaLag(), begun))
                        .count()
                > 0;
    }

    @Override
    public Map<ResultProgress, Answer> write(List<ResultProgress> due) {
        progress.accept("Results to write: " + due.size());
        Map<ResultKey, Answer> answers = prepared.write(changes(due));
        return due.stream().collect(Collectors.toMap(Function.identity(), one -> answers.get(one.key())));
    }

    @Override
    public void outOfTime(List<ResultProgress> open) {
        open.forEach(one -> one.outOfTime(deadline.budget()));
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
