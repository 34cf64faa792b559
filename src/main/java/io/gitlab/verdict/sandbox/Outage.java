package io.gitlab.verdict.sandbox;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The faults that are inflicted now, and the number of requests that met them. */
final class Outage {
    private final Faults faults;
    private final Optional<Replica> replica;
    private final AtomicLong requests = new AtomicLong();

    Outage(Faults faults, Optional<Replica> replica) {
        this.faults = faults;
        this.replica = replica;
    }

    /** What befalls the next request. */
    Dice next() {
        return new Dice(faults, requests.incrementAndGet(), 0, replica);
    }
}
