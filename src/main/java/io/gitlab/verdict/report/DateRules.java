package io.gitlab.verdict.report;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the dates of executions are found.
 *
 * @param zone the time zone of timestamps that have none; empty: it is found by {@link #zoneOf}
 * @param zoneOfThisJvm the time zone if there is no other source of it
 * @param clock the current time, after which dates are in the future
 */
public record DateRules(Optional<ZoneId> zone, ZoneId zoneOfThisJvm, Clock clock) {

    /** How far the clock of the machine that ran the tests may be ahead. */
    static final Duration TOLERANCE = Duration.ofMinutes(10);

    private static final Instant EARLIEST =
            LocalDate.of(2000, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private static final int QUARTER = 15 * 60;
    /** Duration and modification time are rounded. */
    private static final int SECONDS_BEFORE = 2;

    private static final int SECONDS_AFTER = 30;
    private static final int WEST = -12 * 60 * 60;
    private static final int EAST = 14 * 60 * 60;

    public DateRules {
        requireNonNull(zone, "zone");
        requireNonNull(zoneOfThisJvm, "zoneOfThisJvm");
        requireNonNull(clock, "clock");
    }

    /**
     * The time zone of timestamps without zone, from the time at which their file was written: a report is written when its
     * tests have ended, so the difference is the zone's offset, which is whole quarters of an hour, and at most half a minute.
     *
     * @param end the end of the last test, that is, its timestamp and duration, as if it were in UTC
     * @param written when the file was written
     * @return empty if the difference is no offset, as for a file that was copied or written later
     */
    static Optional<ZoneId> zoneOf(Instant end, Instant written) {
        long difference = end.getEpochSecond() - written.getEpochSecond();
        long offset = Math.floorDiv(difference + SECONDS_AFTER, QUARTER) * QUARTER;
        boolean close = offset >= difference - SECONDS_BEFORE;
        return close && offset >= WEST && offset <= EAST
                ? Optional.of(ZoneOffset.ofTotalSeconds((int) offset))
                : Optional.empty();
    }

    /** The current time. */
    Instant now() {
        return clock.instant();
    }

    /** Whether a test may have run then: since the year 2000, and not later than {@link #TOLERANCE} from now. */
    boolean plausible(Instant date) {
        return !date.isBefore(EARLIEST) && !date.isAfter(now().plus(TOLERANCE));
    }
}
