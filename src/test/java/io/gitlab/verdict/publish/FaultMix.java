package io.gitlab.verdict.publish;

import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Faults;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;

/** Random mixtures of everything that can go wrong. */
final class FaultMix {
    private static final int MOST_AT_ONCE = 6;
    private static final double[] RATES = {0.02, 0.1, 0.1, 0.3, 0.3, 0.6, 1};

    private FaultMix() {}

    /** One to six faults, rare ones and permanent ones. */
    static Faults any(Random random) {
        String text = random.ints(1 + random.nextInt(MOST_AT_ONCE), 0, Fault.values().length)
                .distinct()
                .mapToObj(fault -> item(Fault.values()[fault], random))
                .collect(Collectors.joining(","));
        return Faults.parse(text, random.nextLong());
    }

    private static String item(Fault fault, Random random) {
        double rate = RATES[random.nextInt(RATES.length)];
        return switch (fault) {
            case BATCH_LIMIT -> fault.word() + "=" + (1 + random.nextInt(25));
            case REPLICA_LAG -> fault.word() + "=" + rate + ":" + random.nextInt(8_000) + "ms";
            case THROTTLED, SLOW, WRITES_UNAVAILABLE -> fault.word() + "=" + rate + ":" + random.nextInt(90) + "s";
            default -> fault.word() + "=" + rate;
        };
    }

    /** Some of these faults. */
    static Faults milder(Faults faults, Random random) {
        String text = Arrays.stream(faults.text().split(","))
                .filter(item -> random.nextBoolean())
                .collect(Collectors.joining(","));
        return Faults.parse(text, random.nextLong());
    }
}
