package io.gitlab.verdict.tracker.qmetry;

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
 * A date as QMetry shows it to the key's owner, who chooses the order of day and month and the time zone; neither is told
 * with it, and whether 06:52 is morning is not always told either. So only its day counts, and of several days that it
 * can mean, the latest that has begun.
 */
record ShownDate(String text) {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** A year has four digits, because one of two may as well be a day. */
    private static final int FIRST_YEAR = 2000;

    /** Where a day ends last. */
    private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

    private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

    /** The moment at which its day is over everywhere; empty if it is no date, or one that is yet to come. */
    Optional<Instant> overAt(Instant now) {
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
