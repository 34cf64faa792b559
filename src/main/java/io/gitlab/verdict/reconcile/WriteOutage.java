package io.gitlab.verdict.reconcile;

import io.gitlab.verdict.time.Backoff;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Whether the tracker takes writes at all, as far as its answers tell: reads may work all the same. */
final class WriteOutage {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Deadline deadline;
    private Backoff backoff;
    private Optional<Instant> since = Optional.empty();
    private Instant notBefore = Instant.EPOCH;
    private Instant silentUntil = Instant.EPOCH;
    private String reason = "";

    WriteOutage(Deadline deadline) {
        this.deadline = deadline;
        this.backoff = new Backoff(deadline);
    }

    void heard(Collection<Answer> answers) {
        Instant now = deadline.now();
        answers.stream()
                .flatMap(answer -> retryAfter(answer).stream())
                .max(Comparator.naturalOrder())
                .ifPresent(wait -> silentUntil = now.plus(wait));
        if (answers.stream().anyMatch(WriteOutage::good)) {
            over();
        } else {
            since = since.or(() -> Optional.of(now));
            notBefore = now.plus(backoff.next());
            reason = answers.stream().map(WriteOutage::reason).findFirst().orElse("");
        }
    }

    private static boolean good(Answer answer) {
        return answer instanceof Answer.Applied
                || answer instanceof Answer.Refused
                || answer instanceof Answer.Forbidden;
    }

    private static Optional<Duration> retryAfter(Answer answer) {
        if (answer instanceof Answer.Unknown unknown) {
            return unknown.retryAfter();
        }
        return answer instanceof Answer.NotSent notSent ? notSent.retryAfter() : Optional.empty();
    }

    private static String reason(Answer answer) {
        if (answer instanceof Answer.Unknown unknown) {
            return unknown.reason();
        }
        return answer instanceof Answer.NotSent notSent ? notSent.reason() : "";
    }

    /** A write was done, whatever was answered. */
    void over() {
        since = Optional.empty();
        notBefore = Instant.EPOCH;
        backoff = new Backoff(deadline);
    }

    boolean mayWrite() {
        return !deadline.now().isBefore(notBefore);
    }

    /** How long the tracker wants to hear nothing. */
    Duration silence() {
        Duration left = Duration.between(deadline.now(), silentUntil);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Why the tracker counts as unavailable when the work ends now; empty when it does not. */
    Optional<String> trouble() {
        return since.map(any -> reason);
    }

    /** Whether it has been two minutes without one good answer to a write, or will be when the tracker may be asked. */
    boolean tooLong() {
        return since.filter(start ->
                        Duration.between(start, deadline.now()).plus(silence()).compareTo(PATIENCE) >= 0)
                .isPresent();
    }
}
