package io.gitlab.verdict.report.input;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A report's {@code time} attribute: seconds, in the notations of Surefire since 2.x ({@code 0.001}, {@code 1.0E-4},
 * {@code 1,234.567}) and of other tools ({@code 0,123}, {@code 1.5 s}, {@code 12 ms}).
 */
public final class Seconds {

    private static final double MAX = Duration.ofDays(3650).toSeconds();
    /** Surefire before 3.1.1 groups thousands; a grouped number never begins with zero, so 0,123 is a fraction. */
    private static final Pattern GROUPED = Pattern.compile("[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?");

    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d{1,3})?");
    private static final Pattern UNIT = Pattern.compile("(?<=[\\d.])(ms|s|secs?|seconds?)$");

    private Seconds() {}

    /** The duration; empty if the text is not a plausible number of seconds. */
    public static Optional<Duration> parse(String text) {
        long nanos = plain(text);
        if (nanos >= 0) {
            return Optional.of(Duration.ofNanos(nanos));
        }
        return text.length() > 40 ? Optional.empty() : parseAny(text);
    }

    /** The nanoseconds of the form that nearly all tests have, such as {@code 0.001}; negative if it is another one. */
    private static long plain(String text) {
        int point = text.indexOf('.');
        int length = text.length();
        if (point < 1 || point > 7 || point == length - 1 || length - point > 10) {
            return -1;
        }
        long nanos = 0;
        for (int i = 0; i < point + 10; i++) {
            char c = i < length ? text.charAt(i) : '0';
            if (i != point) {
                if (c < '0' || c > '9') {
                    return -1;
                }
                nanos = nanos * 10 + (c - '0');
            }
        }
        return nanos;
    }

    private static Optional<Duration> parseAny(String text) {
        String compact = text.replaceAll("[\\s\\u00A0]", "").toLowerCase(Locale.ROOT);
        double unit = compact.endsWith("ms") ? 1e-3 : 1;
        String number = decimalPoint(UNIT.matcher(compact).replaceFirst(""));
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        double seconds = Double.parseDouble(number) * unit;
        return seconds > MAX ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    private static String decimalPoint(String number) {
        return GROUPED.matcher(number).matches() ? number.replace(",", "") : number.replace(',', '.');
    }
}
