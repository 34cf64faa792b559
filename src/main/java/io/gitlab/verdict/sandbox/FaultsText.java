package io.gitlab.verdict.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parses faults. */
final class FaultsText {
    private static final String TIME = "(?<amount>\\d{1,6})(?<unit>ms|s|m)";
    private static final Pattern VALUE = Pattern.compile("(?<rate>\\d*\\.?\\d+)(?::" + TIME + ")?");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,5}");

    private final long seed;
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final Map<Fault, Duration> times = new EnumMap<>(Fault.class);
    private int batchLimit = Faults.USUAL_BATCH_LIMIT;

    FaultsText(long seed) {
        this.seed = seed;
    }

    Faults parse(String text) {
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .forEach(this::add);
        return new Faults(seed, rates, times, batchLimit);
    }

    private void add(String item) {
        String[] parts = item.split("=", 2);
        Fault fault = Fault.of(parts[0].strip()).orElseThrow(() -> unknown(parts[0].strip()));
        if (rates.put(fault, 1.0) != null) {
            throw new IllegalArgumentException("The fault " + fault.word() + " is listed twice. List it once.");
        }
        if (parts.length == 2) {
            set(fault, parts[1].strip());
        }
    }

    private void set(Fault fault, String value) {
        if (fault == Fault.BATCH_LIMIT) {
            batchLimit = count(value);
            return;
        }
        Matcher parts = VALUE.matcher(value.matches(TIME) ? "1:" + value : value);
        if (!parts.matches()
                || parts.group("amount") != null && fault.usualTime().isEmpty()) {
            throw unreadable(fault, value);
        }
        rates.put(fault, Double.valueOf(parts.group("rate")));
        if (parts.group("amount") != null) {
            times.put(fault, time(Long.parseLong(parts.group("amount")), parts.group("unit")));
        }
    }

    private static Duration time(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    private static int count(String value) {
        if (!COUNT.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "batchLimit must be a number of entries, such as batchLimit=10, but is \"" + value + "\".");
        }
        return Integer.parseInt(value);
    }

    private static IllegalArgumentException unknown(String word) {
        String words = Arrays.stream(Fault.values()).map(Fault::word).collect(Collectors.joining(", "));
        return new IllegalArgumentException("Unknown fault \"" + word + "\". The faults are " + words + ".");
    }

    private static IllegalArgumentException unreadable(Fault fault, String value) {
        String example = fault.usualTime().isPresent()
                ? ", a time, or both, such as " + fault.word() + "=0.1:8s"
                : ", such as " + fault.word() + "=0.1";
        return new IllegalArgumentException(
                fault.word() + " must be a rate from 0 to 1" + example + ", but is \"" + value + "\".");
    }
}
