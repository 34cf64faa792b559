package io.gitlab.verdict.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A copy of a state that takes each transaction some time later, in the same order.
 *
 * @param <S> the state
 * @param <C> a change of it
 */
final class Replica<S extends State<C>, C> {
    private record Transaction<C>(Instant due, List<C> changes) {}

    private final S state;
    private final Faults faults;
    private final Clock clock;
    private final Deque<Transaction<C>> pending = new ArrayDeque<>();
    private long writes;

    /** @param state a copy that belongs to the replica */
    Replica(S state, Faults faults, Clock clock) {
        this.state = state;
        this.faults = faults;
        this.clock = clock;
    }

    /** Takes a transaction, which becomes visible when its lag is over. */
    synchronized void take(List<C> changes) {
        Instant due = clock.instant().plus(lag(++writes));
        Instant last = pending.isEmpty() ? due : pending.getLast().due();
        pending.add(new Transaction<>(due.isBefore(last) ? last : due, List.copyOf(changes)));
    }

    private Duration lag(long write) {
        SplittableRandom random = Dice.random(faults.seed(), Fault.REPLICA_LAG.ordinal(), write);
        boolean lags = random.nextDouble() < faults.rate(Fault.REPLICA_LAG);
        long longest = faults.time(Fault.REPLICA_LAG).toMillis();
        return lags ? Duration.ofMillis(random.nextLong(longest + 1)) : Duration.ZERO;
    }

    /** Reads what is visible now. */
    synchronized <T> T read(Function<S, T> action) {
        Instant now = clock.instant();
        while (!pending.isEmpty() && !pending.getFirst().due().isAfter(now)) {
            pending.removeFirst().changes().forEach(state::apply);
        }
        return action.apply(state);
    }
}
