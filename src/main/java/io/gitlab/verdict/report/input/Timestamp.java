package io.gitlab.verdict.report.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A report's {@code timestamp} attribute: {@code 2026-11-21T21:13:18.564Z} from Surefire, many notations from other tools.
 * A timestamp without time zone is ignored, because the zone of the machine that wrote it is unknown.
 */
public final class Timestamp {

    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-?\\d\\d-?\\d\\d)[T ]+(\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?"
                    + " *(?:(Z|UTC|GMT)|([+-]\\d\\d)(?::?(\\d\\d))?)");

    private Timestamp() {}

    /** The instant in milliseconds; empty if the text is not a timestamp with time zone. */
    public static Optional<Instant> parse(String text) {
        String stripped = text.strip();
        Matcher iso = ISO.matcher(stripped);
        try {
            Instant instant = iso.matches() ? iso(iso) : rfc1123(stripped);
            return Optional.of(instant.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant iso(Matcher parts) {
        String day = parts.group(1).replaceFirst("(\\d{4})-?(\\d\\d)-?(\\d\\d)", "$1-$2-$3");
        String fraction = parts.group(3) == null ? "" : "." + parts.group(3);
        String minutes = parts.group(6) == null ? "00" : parts.group(6);
        String zone = parts.group(4) == null ? parts.group(5) + ":" + minutes : "Z";
        return OffsetDateTime.parse(day + "T" + parts.group(2) + fraction + zone)
                .toInstant();
    }

    private static Instant rfc1123(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
