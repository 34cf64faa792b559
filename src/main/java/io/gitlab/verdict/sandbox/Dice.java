package io.gitlab.verdict.sandbox;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What befalls one request, or one entry of it: always the same for the same seed, request and entry, whatever else is
 * asked.
 *
 * @param request the number of the request
 * @param entry the place of the entry in a batch; 0 for the request itself
 * @param replica what reads are answered from, when writes lag
 */
public record Dice(Faults faults, long request, int entry, Optional<Replica> replica) {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** For a request that no fault strikes. */
    public static final Dice FAIR = new Dice(Faults.NONE, 0, 0, Optional.empty());

    /** What befalls the entry at this place, counted from 0. */
    public Dice entry(int place) {
        return new Dice(faults, request, place + 1, replica);
    }

    /** Whether the fault strikes. */
    public boolean strikes(Fault fault) {
        return random(fault).nextDouble() < faults.rate(fault);
    }

    /** Whether the fault strikes the thing with this name: each time, or never. */
    public boolean dooms(Fault fault, String name) {
        return random(faults.seed(), fault.ordinal(), name.hashCode()).nextDouble() < faults.rate(fault);
    }

    /** A number for the details of a fault that strikes. */
    public int detail(Fault fault, int bound) {
        SplittableRandom random = random(fault);
        random.nextDouble();
        return random.nextInt(bound);
    }

    private SplittableRandom random(Fault fault) {
        return random(faults.seed(), fault.ordinal(), request, entry);
    }

    /** Numbers that depend on all of these, and look alike for no two of them. */
    public static SplittableRandom random(long seed, long... parts) {
        long state = seed;
        for (long part : parts) {
            state = new SplittableRandom(state ^ (part + 1) * SPREAD).nextLong();
        }
        return new SplittableRandom(state);
    }
}
