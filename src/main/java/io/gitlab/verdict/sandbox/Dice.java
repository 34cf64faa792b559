package io.gitlab.verdict.sandbox;

import java.util.SplittableRandom;

/**
 * Decides which faults strike one request, or one entry of a batch: always the same for the same seed, request and
 * entry, regardless of other requests.
 *
 * @param request the number of the request; 0 for one without faults
 * @param entry the position of the entry in a batch, counted from 1; 0 for the request itself
 */
public record Dice(Faults faults, long request, int entry) {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** For a request that no fault strikes. */
    public static final Dice FAIR = new Dice(Faults.NONE, 0, 0);

    /** Whether the request is one that no fault may strike. */
    public boolean fair() {
        return request == 0;
    }

    /** The dice of the entry at this position, counted from 0. */
    public Dice entry(int position) {
        return new Dice(faults, request, position + 1);
    }

    /** Whether the fault strikes. */
    public boolean strikes(Fault fault) {
        return random(fault).nextDouble() < faults.rate(fault);
    }

    /** Whether the fault strikes the thing with this name: every time, or never. */
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

    /** Random numbers that depend on all of these. */
    static SplittableRandom random(long seed, long... parts) {
        long state = seed;
        for (long part : parts) {
            state = new SplittableRandom(state ^ (part + 1) * SPREAD).nextLong();
        }
        return new SplittableRandom(state);
    }
}
