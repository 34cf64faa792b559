package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A copy of the state that takes each transaction some time later, in the same order. */
final class Replica {
    private record Shipment(Instant due, List<Event> events) {}

    private final Faults faults;
    private final Clock clock;
    private final State state = new State();
    private final Deque<Shipment> onTheWay = new ArrayDeque<>();
    private long writes;

    Replica(Faults faults, Clock clock) {
        this.faults = faults;
        this.clock = clock;
    }

    /** Has these at once. */
    synchronized void begin(List<Event> past) {
        past.forEach(state::apply);
    }

    /** Takes a transaction, to show it when its time has come. */
    synchronized void take(List<Event> events) {
        Instant due = clock.instant().plus(lag(++writes));
        Instant last = onTheWay.isEmpty() ? due : onTheWay.getLast().due();
        onTheWay.add(new Shipment(due.isBefore(last) ? last : due, events));
    }

    private Duration lag(long write) {
        SplittableRandom random = Dice.random(faults.seed(), Fault.REPLICA_LAG.ordinal(), write);
        boolean lags = random.nextDouble() < faults.rate(Fault.REPLICA_LAG);
        long longest = faults.time(Fault.REPLICA_LAG).toMillis();
        return lags ? Duration.ofMillis(random.nextLong(longest + 1)) : Duration.ZERO;
    }

    /** Reads what has arrived by now. */
    synchronized <T> T read(Function<State, T> action) {
        Instant now = clock.instant();
        while (!onTheWay.isEmpty() && !onTheWay.getFirst().due().isAfter(now)) {
            onTheWay.removeFirst().events().forEach(state::apply);
        }
        return action.apply(state);
    }
}
