package io.gitlab.verdict.tracker.qmetry.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A date in the key owner's display format. Its order of day and month, its time zone and sometimes AM or PM are unknown.
 * So only the day counts; if the text can mean several days, the latest one that is not in the future.
 */
public record DisplayDate(String text) {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Years must have four digits: two digits may be a day. */
    private static final int FIRST_YEAR = 2000;

    /** The time zone in which a day ends last. */
    private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

    private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

    /** When its day has ended in every time zone; empty if it is not a date, or a future one. */
    public Optional<Instant> endOfDay(Instant now) {
        LocalDate today = now.atOffset(FIRST).toLocalDate();
        return days().filter(day -> !day.isAfter(today))
                .max(Comparator.naturalOrder())
                .map(day -> day.plusDays(1).atStartOfDay(LAST).toInstant());
    }

    private Stream<LocalDate> days() {
        List<String> parts = Arrays.stream(text.strip().split("[^\\p{Alnum}]+|(?<=\\d)T"))
                .limit(3)
                .toList();
        if (parts.size() < 3) {
            return Stream.empty();
        }
        String one = parts.get(0);
        String two = parts.get(1);
        String three = parts.get(2);
        return one.length() == 4
                ? day(one, two, three).stream()
                : Stream.concat(day(three, one, two).stream(), day(three, two, one).stream());
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), month(month), Integer.parseInt(day)))
                    .filter(date -> year.length() == 4 && date.getYear() >= FIRST_YEAR);
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int month(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return IntStream.range(0, MONTHS.size())
                .filter(month -> word.startsWith(MONTHS.get(month)))
                .map(month -> month + 1)
                .findFirst()
                .orElseGet(() -> Integer.parseInt(text));
    }
}
