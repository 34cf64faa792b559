package io.gitlab.verdict.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A copy of the store that takes each transaction some time later, in the same order. */
final class Replica {
    private record Shipment(Instant due, List<Change> changes) {}

    private final Faults faults;
    private final Clock clock;
    private final Store store;
    private final Operations operations;
    private final Deque<Shipment> onTheWay = new ArrayDeque<>();
    private long writes;

    /** @param original as it is now; nobody may change it meanwhile */
    Replica(Store original, Faults faults, Schema schema, Clock clock, Function<Store, Operations> operations) {
        this.faults = faults;
        this.clock = clock;
        this.store = new Store(schema, changes -> {});
        this.operations = operations.apply(store);
        original.all().forEach(entity -> store.apply(new Change.Put(null, entity)));
        original.links().forEach(store::apply);
    }

    /** Takes a transaction, to show it when its time has come. */
    synchronized void take(List<Change> changes) {
        Instant due = clock.instant().plus(lag(++writes));
        Instant last = onTheWay.isEmpty() ? due : onTheWay.getLast().due();
        onTheWay.add(new Shipment(due.isBefore(last) ? last : due, List.copyOf(changes)));
    }

    private Duration lag(long write) {
        SplittableRandom random = Dice.random(faults.seed(), Fault.REPLICA_LAG.ordinal(), write);
        boolean lags = random.nextDouble() < faults.rate(Fault.REPLICA_LAG);
        long longest = faults.time(Fault.REPLICA_LAG).toMillis();
        return lags ? Duration.ofMillis(random.nextLong(longest + 1)) : Duration.ZERO;
    }

    /** Reads what has arrived by now. */
    Answer read(Operation operation) {
        catchUp();
        return operations.perform(operation);
    }

    private synchronized void catchUp() {
        Instant now = clock.instant();
        store.write(() -> {
            while (!onTheWay.isEmpty() && !onTheWay.getFirst().due().isAfter(now)) {
                onTheWay.removeFirst().changes().forEach(store::apply);
            }
            return null;
        });
    }
}
