package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.time.Backoff;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Whether the tracker accepts writes at all, judged by its answers: reads may work during an outage of writes. */
final class WriteOutage {
    private final Deadline deadline;
    private Backoff backoff;
    private Optional<Instant> since = Optional.empty();
    private Instant notBefore = Instant.EPOCH;
    private Instant pauseUntil = Instant.EPOCH;
    private String reason = "";

    WriteOutage(Deadline deadline) {
        this.deadline = deadline;
        this.backoff = new Backoff(deadline);
    }

    /** Records the answers to one batch of writes; nothing was written if there are none. */
    void record(Collection<Answer> answers) {
        Instant now = deadline.now();
        answers.stream()
                .flatMap(answer -> answer.retryAfter().stream())
                .max(Comparator.naturalOrder())
                .ifPresent(wait -> pauseUntil = now.plus(wait));
        if (answers.isEmpty()) {
            return;
        }
        if (answers.stream().anyMatch(Answer::decided)) {
            end();
        } else {
            since = since.or(() -> Optional.of(now));
            notBefore = now.plus(backoff.next());
            reason = answers.iterator().next().reason();
        }
    }

    /** Ends the outage: a write was applied. */
    void end() {
        since = Optional.empty();
        notBefore = Instant.EPOCH;
        backoff = new Backoff(deadline);
    }

    boolean mayWrite() {
        return !deadline.now().isBefore(notBefore);
    }

    /** How long the tracker asks to wait before the next request. */
    Duration requestedPause() {
        Duration left = Duration.between(deadline.now(), pauseUntil);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Why the tracker counts as unavailable if the work ends now; empty if it does not. */
    Optional<String> reason() {
        return since.map(any -> reason);
    }

    /** Whether the tracker has given no good answer to a write for two minutes, or asks to wait until then. */
    boolean tooLong() {
        return since.filter(start -> Duration.between(start, deadline.now())
                                .plus(requestedPause())
                                .compareTo(RetryPolicy.PATIENCE)
                        >= 0)
                .isPresent();
    }
}
