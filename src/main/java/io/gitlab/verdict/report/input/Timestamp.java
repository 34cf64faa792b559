package io.gitlab.verdict.report.input;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report's {@code timestamp} attribute, in the notations of many tools:
 *
 * <ul>
 *   <li>ISO 8601 and its variations: {@code 2026-11-21T21:13:18.564Z} (Surefire), {@code 2024-01-03T12:27:18+01:00},
 *       {@code 2024-01-03T12:27:11}, {@code 2024-01-03 12:27:54 UTC}, {@code 20240103 12:27:54.123}, {@code 2024/01/03}
 *   <li>the day or the month first: {@code 03/01/2024 12:27:54}
 *   <li>RFC 1123 ({@code Wed, 3 Jan 2024 12:27:54 GMT}) and the text of a Java date ({@code Wed Jan 03 12:27:54 UTC 2024})
 *   <li>seconds or milliseconds since 1970, with 10 or 13 digits
 * </ul>
 *
 * <p>A date without time is the beginning of that day. {@code 03/01/2024} is the 3rd of January, unless only the 1st of March
 * is within a day of the time at which the file was written; with {@code AM} or {@code PM}, the month is first.
 *
 * @param time the time that is written, in milliseconds, in the zone of the text or, if that has none, in an unknown one
 * @param offset the time zone of the text; empty if it has none
 * @param guessed whether the text does not tell the day from the month
 */
public record Timestamp(LocalDateTime time, Optional<ZoneOffset> offset, boolean guessed) {

    private static final int LONGEST = 60;
    private static final String TIME = "(\\d\\d?):(\\d\\d)(?::(\\d\\d)(?:[.,:](\\d{1,9}))?)?(?: *([AaPp])[Mm])?";
    private static final String ZONE =
            "(?: *([A-Za-z][A-Za-z/_]*|(?:UTC|GMT)?[+-]\\d\\d?(?::?\\d\\d)?))?" + "(?:\\[[A-Za-z0-9/_+:-]+])?";
    private static final String MOMENT = "(?:[T ,]+" + TIME + ZONE + ")?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.](\\d\\d?)[-/.](\\d\\d?)" + MOMENT);
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)" + MOMENT);
    private static final Pattern COMPACT_TIME =
            Pattern.compile("(\\d{8}T)(\\d\\d)(\\d\\d)(\\d\\d)([.,]\\d{1,9})?([A-Za-z0-9+:-]*)");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d\\d?)([/.-])(\\d\\d?)[/.-](\\d{4})" + MOMENT);
    private static final Pattern JAVA_DATE = Pattern.compile(
            "[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\\d\\d?) (\\d\\d:\\d\\d:\\d\\d)(?: ([A-Za-z0-9:+-]+))? (\\d{4})");
    private static final Pattern SINCE_1970 = Pattern.compile("\\d{10}(?:\\d{3})?");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    public Timestamp {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        requireNonNull(offset, "offset");
    }

    /**
     * Reads a timestamp.
     *
     * @param text any text
     * @param written when the file was written
     * @return empty if the text is not a timestamp
     */
    public static Optional<Timestamp> parse(String text, Instant written) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Stream.<Notation>of(
                            Timestamp::since1970,
                            Timestamp::yearFirst,
                            one -> yearLast(one, written),
                            Timestamp::javaDate,
                            Timestamp::rfc1123)
                    .flatMap(notation -> notation.read(stripped).stream())
                    .findFirst();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The instant of a timestamp with time zone; empty if the text is none. */
    public static Optional<Instant> parse(String text) {
        return parse(text, Instant.EPOCH)
                .filter(timestamp -> timestamp.offset().isPresent())
                .map(Timestamp::instant);
    }

    /** The time in UTC; if the zone is unknown, as if it were UTC. */
    public Instant instant() {
        return time.toInstant(offset.orElse(ZoneOffset.UTC));
    }

    @FunctionalInterface
    private interface Notation {
        /** @throws DateTimeException if the text has the notation, but is no date */
        Optional<Timestamp> read(String text);
    }

    private static Timestamp of(OffsetDateTime time) {
        return new Timestamp(time.toLocalDateTime(), Optional.of(time.getOffset()), false);
    }

    private static Optional<Timestamp> since1970(String text) {
        if (!SINCE_1970.matcher(text).matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        Instant instant = text.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        return Optional.of(of(instant.atOffset(ZoneOffset.UTC)));
    }

    private static Optional<Timestamp> yearFirst(String text) {
        String spaced = COMPACT_TIME.matcher(text).replaceFirst("$1$2:$3:$4$5$6");
        return Stream.of(YEAR_FIRST, COMPACT)
                .map(pattern -> pattern.matcher(spaced))
                .filter(Matcher::matches)
                .findFirst()
                .map(parts ->
                        moment(LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3)), parts, 4, false));
    }

    private static Optional<Timestamp> yearLast(String text, Instant written) {
        Matcher parts = YEAR_LAST.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int first = number(parts, 1);
        int second = number(parts, 3);
        int year = number(parts, 4);
        boolean half = parts.group(9) != null;
        boolean undecided = parts.group(2).equals("/") && first <= 12 && second <= 12 && first != second && !half;
        if (first > 12 || !parts.group(2).equals("/") && second <= 12) {
            return Optional.of(moment(LocalDate.of(year, second, first), parts, 5, false));
        }
        if (!undecided) {
            return Optional.of(moment(LocalDate.of(year, first, second), parts, 5, false));
        }
        LocalDate dayFirst = LocalDate.of(year, second, first);
        LocalDate monthFirst = LocalDate.of(year, first, second);
        boolean near = isNear(dayFirst, written);
        boolean other = !near && isNear(monthFirst, written);
        return Optional.of(moment(other ? monthFirst : dayFirst, parts, 5, !near && !other));
    }

    private static boolean isNear(LocalDate date, Instant written) {
        LocalDate day = LocalDate.ofInstant(written, ZoneOffset.UTC);
        return Math.abs(ChronoUnit.DAYS.between(date, day)) <= 1;
    }

    private static Optional<Timestamp> javaDate(String text) {
        Matcher parts = JAVA_DATE.matcher(text);
        if (!parts.matches() || !MONTHS.contains(parts.group(1))) {
            return Optional.empty();
        }
        LocalDate date = LocalDate.of(number(parts, 5), MONTHS.indexOf(parts.group(1)) + 1, number(parts, 2));
        return Optional.of(in(parts.group(4), date.atTime(LocalTime.parse(parts.group(3))), false));
    }

    private static Optional<Timestamp> rfc1123(String text) {
        return Optional.of(
                of(OffsetDateTime.parse(text.replace(" UTC", " GMT"), DateTimeFormatter.RFC_1123_DATE_TIME)));
    }

    /** @param group of the hour; the groups of {@link #TIME} and {@link #ZONE} follow */
    private static Timestamp moment(LocalDate date, Matcher parts, int group, boolean guessed) {
        if (parts.group(group) == null) {
            return new Timestamp(date.atStartOfDay(), Optional.empty(), guessed);
        }
        String half = parts.group(group + 4);
        LocalTime time = LocalTime.of(
                hour(number(parts, group), half == null ? "" : half.toLowerCase(Locale.ROOT)),
                number(parts, group + 1),
                parts.group(group + 2) == null ? 0 : number(parts, group + 2),
                nanos(parts.group(group + 3)));
        return in(parts.group(group + 5), date.atTime(time), guessed);
    }

    private static int hour(int hour, String half) {
        return switch (half) {
            case "a" -> hour == 12 ? 0 : hour;
            case "p" -> hour == 12 ? 12 : hour + 12;
            default -> hour;
        };
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static Timestamp in(String zone, LocalDateTime time, boolean guessed) {
        return new Timestamp(time, Optional.ofNullable(zone).map(text -> offset(text, time)), guessed);
    }

    private static ZoneOffset offset(String zone, LocalDateTime time) {
        String number = zone.replaceFirst("^(?:UTC|GMT)(?=[+-])", "");
        if (number.equalsIgnoreCase("z")) {
            return ZoneOffset.UTC;
        }
        boolean isOffset = number.startsWith("+") || number.startsWith("-");
        return isOffset ? ZoneOffset.of(number) : ZoneId.of(zone).getRules().getOffset(time);
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
