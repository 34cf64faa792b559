package io.gitlab.verdict.report.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    private static final Instant WRITTEN = Instant.parse("2024-01-03T12:30:00Z");
    private static final List<String> LOCAL = List.of(
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T' HH:mm:ss",
            "yyyy/MM/dd HH:mm:ss",
            "yyyyMMdd HH:mm:ss",
            "yyyyMMdd'T'HHmmss",
            "dd.MM.yyyy HH:mm:ss",
            "yyyy-MM-dd hh:mm:ss a");
    private static final List<String> ZONED = List.of(
            "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
            "yyyy-MM-dd'T'HH:mm:ssxx",
            "yyyy-MM-dd HH:mm:ss xxx",
            "yyyyMMdd HH:mm:ss.SSS 'GMT'xxx",
            "EEE, d MMM yyyy HH:mm:ss xx",
            "EEE MMM dd HH:mm:ss 'UTC'xxx yyyy");

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T21:13:18.564Z, 2026-11-21T21:13:18.564Z",
        "2026-11-21T21:13:18.564999999Z, 2026-11-21T21:13:18.564Z",
        "2024-01-03T12:27:18+01:00, 2024-01-03T11:27:18Z",
        "2024-01-03T12:27:18-0530, 2024-01-03T17:57:18Z",
        "2024-01-03T12:27:18+01:00[Europe/Berlin], 2024-01-03T11:27:18Z",
        "2024-07-03 12:27:18 Europe/Berlin, 2024-07-03T10:27:18Z",
        "2024-01-03 12:27:54Z, 2024-01-03T12:27:54Z",
        "2024-01-03 12:27:54 UTC, 2024-01-03T12:27:54Z",
        "2024-01-03T 12:40:13Z, 2024-01-03T12:40:13Z",
        "2024-01-03T12:40Z, 2024-01-03T12:40:00Z",
        "20240103 12:27:54.123 GMT, 2024-01-03T12:27:54.123Z",
        "20240103T122754Z, 2024-01-03T12:27:54Z",
        "'Wed, 3 Jan 2024 12:27:54 GMT', 2024-01-03T12:27:54Z",
        "3 Jan 2024 12:27:54 GMT, 2024-01-03T12:27:54Z",
        "Wed Jan 03 12:27:54 UTC 2024, 2024-01-03T12:27:54Z",
        "1704284874, 2024-01-03T12:27:54Z",
        "1704284874123, 2024-01-03T12:27:54.123Z",
    })
    void readsTimestampsWithAZone(String text, Instant instant) {
        assertThat(Timestamp.parse(text, WRITTEN)).hasValueSatisfying(timestamp -> {
            assertThat(timestamp.offset()).isPresent();
            assertThat(timestamp.instant()).isEqualTo(instant);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-03T12:27:11, 2024-01-03T12:27:11",
        "2024-01-03T 12:40:13, 2024-01-03T12:40:13",
        "20240103 12:27:54.123, 2024-01-03T12:27:54.123",
        "2024-01-03, 2024-01-03T00:00",
        "20240103, 2024-01-03T00:00",
        "2024-1-3 1:02:03, 2024-01-03T01:02:03",
        "13/01/2024 12:27:54, 2024-01-13T12:27:54",
        "01/13/2024 12:27:54, 2024-01-13T12:27:54",
        "02.01.2024 12:27, 2024-01-02T12:27",
        "1/3/2024 12:27:54 AM, 2024-01-03T00:27:54",
        "1/3/2024 1:27:54 PM, 2024-01-03T13:27:54",
        "Wed Jan 03 12:27:54 2024, 2024-01-03T12:27:54",
    })
    void readsTimestampsWithoutAZone(String text, LocalDateTime time) {
        assertThat(Timestamp.parse(text, WRITTEN)).contains(new Timestamp(time, Optional.empty(), false));
    }

    @ParameterizedTest
    @CsvSource({
        "03/01/2024 12:27:54, 2024-01-03T12:30:00Z, 2024-01-03T12:27:54, false",
        "01/03/2024 12:27:54, 2024-01-03T12:30:00Z, 2024-01-03T12:27:54, false",
        "03/01/2024 12:27:54, 2024-03-01T23:30:00Z, 2024-03-01T12:27:54, false",
        "03/01/2024 12:27:54, 2025-06-01T00:00:00Z, 2024-01-03T12:27:54, true",
        "03/03/2024 12:27:54, 2025-06-01T00:00:00Z, 2024-03-03T12:27:54, false",
    })
    void tellsTheDayFromTheMonthByTheTimeOfTheFile(String text, Instant written, LocalDateTime time, boolean guessed) {
        assertThat(Timestamp.parse(text, written)).contains(new Timestamp(time, Optional.empty(), guessed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2024-13-03T12:27:18Z",
                "2024-02-30T12:27:18Z",
                "2024-01-03T25:27:18Z",
                "2024-01-03T12:27:18 Mars/Olympus",
                "2024-01-03T12:27:18+19:00",
                "2024-01-03T",
                "13/13/2024",
                "1/3/2024 13:27:54 PM",
                "yesterday",
                "12:27:54",
                "170428487",
                "2024-01-03T12:27:18Z and a text that is far longer than any timestamp is",
            })
    void readsNoTimestampFromNonsense(String text) {
        assertThat(Timestamp.parse(text, WRITTEN)).isEmpty();
    }

    /** For any time between 1970 and 2100, in any notation. */
    @Property(tries = 500)
    void readsWhatItsNotationsWrite(
            @ForAll @LongRange(min = 0, max = 4_102_444_800L) long second,
            @ForAll @IntRange(min = -48, max = 56) int quarters) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(quarters * 900);
        for (String notation : LOCAL) {
            String text = formatter(notation).format(time);
            assertThat(Timestamp.parse(text, WRITTEN)).as(text).contains(new Timestamp(time, Optional.empty(), false));
        }
        for (String notation : ZONED) {
            String text = formatter(notation).format(time.atOffset(offset));
            assertThat(Timestamp.parse(text, WRITTEN))
                    .as(text)
                    .contains(new Timestamp(time, Optional.of(offset), false));
        }
    }

    /** For any text of the characters of timestamps: no exception, and milliseconds at most. */
    @Property(tries = 2_000)
    void survivesAnyText(@ForAll Random random) {
        String characters = "0123456789012345678901234567890123-:/.TZ +,APMUTCJan[]";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        Timestamp.parse(text.toString(), WRITTEN)
                .ifPresent(read -> assertThat(read.time()).isEqualTo(read.time().truncatedTo(ChronoUnit.MILLIS)));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
