package io.gitlab.verdict.sandbox;

import java.util.concurrent.atomic.AtomicLong;

/** The faults in force, and the number of requests that met them. */
final class Outage {
    private final Faults faults;
    private final AtomicLong requests = new AtomicLong();

    Outage(Faults faults) {
        this.faults = faults;
    }

    /** The dice of the next request. */
    Dice next() {
        return new Dice(faults, requests.incrementAndGet(), 0);
    }
}
