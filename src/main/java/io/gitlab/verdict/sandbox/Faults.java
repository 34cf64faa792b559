package io.gitlab.verdict.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The faults that strike, and how often. The same seed and the same sequence of requests to a tracker in the same state meet
 * the same faults. Requests are numbered in the order of their arrival, so the sequence may differ with concurrent
 * connections.
 *
 * @param seed of the random numbers
 * @param rates the probability, from 0 to 1, that a fault strikes: per request, unless {@link Fault} states otherwise; an
 *     absent fault does not strike
 * @param times the times of faults, where they differ from the usual ones
 * @param batchLimit the highest number of entries in a batch while {@link Fault#BATCH_LIMIT} strikes
 */
public record Faults(long seed, Map<Fault, Double> rates, Map<Fault, Duration> times, int batchLimit) {
    static final int USUAL_BATCH_LIMIT = 25;

    /** No faults. */
    public static final Faults NONE = new Faults(0, Map.of(), Map.of(), USUAL_BATCH_LIMIT);

    public Faults {
        rates = Map.copyOf(rates);
        times = Map.copyOf(times);
        rates.forEach(Faults::requireProbability);
        if (batchLimit < 1) {
            throw new IllegalArgumentException(
                    "The batch limit must be a positive integer, but is " + batchLimit + ".");
        }
    }

    private static void requireProbability(Fault fault, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                    "The rate of " + fault.word() + " must be a number from 0 to 1, but is " + rate + ".");
        }
    }

    /**
     * Parses a text such as {@code conflict=0.1,slow=0.05:3s,replicaLag=8s,batchLimit=10,offlinePage}: faults with a rate,
     * a time in {@code ms}, {@code s} or {@code m}, or both; a fault without a rate always strikes.
     *
     * @param text empty for no faults
     * @throws IllegalArgumentException if the text is invalid; the message names the legal words
     */
    public static Faults parse(String text, long seed) {
        return new FaultsText(seed).parse(text);
    }

    /** The probability that the fault strikes. */
    public double rate(Fault fault) {
        return rates.getOrDefault(fault, 0.0);
    }

    /** The time of the fault; zero for a fault without one. */
    public Duration time(Fault fault) {
        return times.getOrDefault(fault, fault.usualTime().orElse(Duration.ZERO));
    }

    /** The text that {@link #parse} reads. */
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
