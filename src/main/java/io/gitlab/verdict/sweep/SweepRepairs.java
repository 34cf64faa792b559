package io.gitlab.verdict.sweep;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StuckResultDetails;
import io.gitlab.verdict.tracker.StuckResults;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Repairs executions one after the other, each read again just before it is written, and all read back when no replica can
 * lag behind any more. What reads back as it was is written again, a few times.
 */
final class SweepRepairs {
    static final int LOOKED_AT = 100;

    /** A first write and three more. */
    private static final int MOST_ROUNDS = 4;

    /** How many may be under way when the process is killed, so that the account cannot tell which were sent. */
    private static final int ACCOUNTED = 25;

    /** After so many were refused, and none accepted, it is not the executions that are at fault. */
    private static final int ALL_ARE_REFUSED = 3;

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    /** Keeps the account, before anything is sent that it does not tell of. */
    @FunctionalInterface
    interface Account {
        void keep() throws IOException;
    }

    private final StuckResults tracker;
    private final Deadline deadline;
    private final Account account;
    private final List<Finding> findings = new ArrayList<>();
    private int refusals;
    private boolean accepted;
    private Optional<String> end = Optional.empty();

    SweepRepairs(StuckResults tracker, Deadline deadline, Account account) {
        this.tracker = tracker;
        this.deadline = deadline;
        this.account = account;
    }

    /** @return what kept it from coming to its end, in words; empty when nothing did */
    Optional<String> repair(List<SweepItem> items) throws IOException {
        for (int round = 0; round < MOST_ROUNDS && end.isEmpty() && open(items).size() > 0; round++) {
            send(open(items));
            readBack(open(items), round);
        }
        for (SweepItem item : open(items)) {
            if (end.isPresent()) {
                item.interrupt();
            } else {
                item.giveUp();
            }
        }
        items.forEach(item -> item.overlap().ifPresent(findings::add));
        return end;
    }

    List<Finding> findings() {
        return findings;
    }

    private static List<SweepItem> open(List<SweepItem> items) {
        return items.stream().filter(SweepItem::open).toList();
    }

    private void send(List<SweepItem> items) throws IOException {
        for (int from = 0; from < items.size() && end.isEmpty(); from += ACCOUNTED) {
            List<SweepItem> some = items.subList(from, Math.min(from + ACCOUNTED, items.size()));
            some.forEach(SweepItem::aboutToSend);
            account.keep();
            for (SweepItem item : some) {
                if (end.isEmpty()) {
                    send(item);
                }
            }
        }
    }

    private void send(SweepItem item) {
        try {
            Optional<StuckResultDetails> seen =
                    tracker.look(List.of(item.reference())).stream().findFirst();
            item.seen(seen);
            if (item.open()) {
                Answer answer = tracker.write(item.repair(seen.orElseThrow()));
                item.answered(answer);
                heed(answer);
            }
        } catch (RefusedException | UnavailableException e) {
            end = Optional.of(e.getMessage());
        }
    }

    private void heed(Answer answer) {
        if (answer instanceof Answer.NotSent notSent) {
            end = Optional.of(notSent.reason());
        } else if (answer instanceof Answer.Forbidden forbidden) {
            end = Optional.of(forbidden.reason());
        } else if (answer instanceof Answer.Refused refused && !refused.worthRetrying()) {
            refusals++;
            end = !accepted && refusals >= ALL_ARE_REFUSED ? Optional.of(refused.reason()) : end;
        } else if (answer instanceof Answer.Unknown unknown
                && unknown.retryAfter().isPresent()) {
            pause(unknown.retryAfter().get());
        } else if (answer instanceof Answer.Applied) {
            accepted = true;
        }
    }

    private void readBack(List<SweepItem> open, int round) {
        List<SweepItem> written = open.stream().filter(SweepItem::written).toList();
        Duration backoff = open.stream().anyMatch(SweepItem::mayPass)
                ? deadline.about(SHORTEST_WAIT.multipliedBy(2L << round))
                : Duration.ZERO;
        Duration lag = written.isEmpty() ? Duration.ZERO : tracker.replicaLag().plusMillis(1);
        Duration wait = lag.compareTo(backoff) > 0 ? lag : backoff;
        pause(wait);
        try {
            for (int from = 0; from < written.size() && !deadline.passed(); from += LOOKED_AT) {
                lookAt(written.subList(from, Math.min(from + LOOKED_AT, written.size())));
            }
        } catch (RefusedException | UnavailableException e) {
            end = end.or(() -> Optional.of(e.getMessage()));
        }
    }

    private void pause(Duration wait) {
        if (!wait.isZero() && !deadline.sleep(wait)) {
            end = Optional.of("the deadline of " + deadline.budget() + " passed; set a longer <deadline>");
        }
    }

    private void lookAt(List<SweepItem> items) throws RefusedException, UnavailableException {
        List<String> references = items.stream().map(SweepItem::reference).toList();
        Map<String, StuckResultDetails> seen = tracker.look(references).stream()
                .collect(
                        Collectors.toMap(one -> one.execution().reference(), Function.identity(), (one, other) -> one));
        items.forEach(item -> item.seen(Optional.ofNullable(seen.get(item.reference()))));
    }
}
