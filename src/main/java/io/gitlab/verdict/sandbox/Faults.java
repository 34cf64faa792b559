package io.gitlab.verdict.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which faults strike, and how often. The same seed and the same sequence of requests to a tracker in the same state meet
 * the same faults: requests are numbered in the order of their arrival, so that with several connections at once the
 * sequence may differ.
 *
 * @param seed of all that is drawn
 * @param rates the probability, from 0 to 1, that a fault strikes: per request, or per what {@link Fault} says; a fault
 *     that is absent does not strike
 * @param times how long the faults that have a time take, where that is not the usual one
 * @param batchLimit the highest number of entries in a batch while {@link Fault#BATCH_LIMIT} strikes
 */
public record Faults(long seed, Map<Fault, Double> rates, Map<Fault, Duration> times, int batchLimit) {
    /** A tracker without faults. */
    public static final Faults NONE = new Faults(0, Map.of(), Map.of(), Batch.LIMIT);

    public Faults {
        rates = Map.copyOf(rates);
        times = Map.copyOf(times);
        rates.forEach(Faults::requireProbability);
        if (batchLimit < 1) {
            throw new IllegalArgumentException("The batch limit is " + batchLimit + "; it can be a number from 1 on.");
        }
    }

    private static void requireProbability(Fault fault, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                    "The rate of " + fault.word() + " is " + rate + "; it can be a number from 0 to 1.");
        }
    }

    /**
     * Reads a text such as {@code conflict=0.1,slow=0.05:3s,replicaLag=8s,batchLimit=10,offlinePage}: faults with a rate,
     * a time in {@code ms}, {@code s} or {@code m}, or both; without a rate a fault always strikes.
     *
     * @param text empty for no faults
     * @throws IllegalArgumentException when the text cannot be read, with the words that are legal
     */
    public static Faults parse(String text, long seed) {
        return new FaultsText(seed).parse(text);
    }

    /** The probability that the fault strikes. */
    public double rate(Fault fault) {
        return rates.getOrDefault(fault, 0.0);
    }

    /** How long the fault takes; nothing for one without a time. */
    public Duration time(Fault fault) {
        return times.getOrDefault(fault, fault.usualTime().orElse(Duration.ZERO));
    }

    /** The faults as {@link #parse} reads them. */
    public String text() {
        return new TreeMap<>(rates)
                .entrySet().stream()
                        .map(rate -> rate.getKey().word() + "=" + value(rate.getKey(), rate.getValue()))
                        .collect(Collectors.joining(","));
    }

    private String value(Fault fault, double rate) {
        if (fault == Fault.BATCH_LIMIT) {
            return String.valueOf(batchLimit);
        }
        return fault.usualTime().isPresent() ? rate + ":" + time(fault).toMillis() + "ms" : String.valueOf(rate);
    }
}
