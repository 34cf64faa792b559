package io.gitlab.verdict.tracker.qmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayDateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:15:03Z");

    @ParameterizedTest
    @CsvSource({
        "07-29-2019 06:52:42,        2019-07-30T12:00:00Z",
        "29-07-2019 06:52:42 PM,     2019-07-30T12:00:00Z",
        "02-11-2019 07:12:59 AM,     2019-11-03T12:00:00Z",
        "2018-10-27T09:02:55,        2018-10-28T12:00:00Z",
        "2018/10/27,                 2018-10-28T12:00:00Z",
        "29-Jul-2019,                2019-07-30T12:00:00Z",
        "'Jul 29, 2019 06:52 AM',    2019-07-30T12:00:00Z",
        "29. July 2019,              2019-07-30T12:00:00Z",
        "11/22/2026,                 2026-11-23T12:00:00Z"
    })
    void isOverWhenItIsOverEverywhere(String text, Instant over) {
        assertThat(new DisplayDate(text).endOfDay(NOW)).contains(over);
    }

    @ParameterizedTest
    @CsvSource({"11-12-2026, 2026-11-13T12:00:00Z", "12-11-2026, 2026-11-13T12:00:00Z"})
    void isNoDayThatIsYetToCome(String text, Instant over) {
        assertThat(new DisplayDate(text).endOfDay(NOW)).contains(over);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "3 hours ago",
                "31-31-2019",
                "1563171162000",
                "11/23/2026",
                "0-0-0",
                "--",
                "11/20/26",
                "26-11-20",
                "20-Nov-26",
                "11/20/1926",
                "0026-11-20",
                "11/20/02026"
            })
    void isEmptyForWhatIsNoDate(String text) {
        assertThat(new DisplayDate(text).endOfDay(NOW)).isEmpty();
    }
}
