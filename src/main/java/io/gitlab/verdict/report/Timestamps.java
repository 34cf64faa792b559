package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.input.BoundedText;
import io.gitlab.verdict.report.input.ReportDate;
import io.gitlab.verdict.report.input.ReportDate.Origin;
import io.gitlab.verdict.report.input.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The timestamps of one report. */
final class Timestamps {

    private final ReportFile file;
    private Optional<String> odd = Optional.empty();
    private Optional<String> guessed = Optional.empty();

    Timestamps(ReportFile file) {
        this.file = file;
    }

    /** The date of executions without timestamp. */
    ReportDate ofFile() {
        Instant seconds = file.modified().truncatedTo(ChronoUnit.SECONDS);
        return new ReportDate(seconds, Origin.FILE, Optional.empty());
    }

    /**
     * The date of a suite or test.
     *
     * @param text the timestamp; empty if there is none
     * @param duration how long it took
     * @param otherwise the date if there is no timestamp
     */
    ReportDate read(String text, Optional<Duration> duration, ReportDate otherwise) {
        if (text.isBlank()) {
            return otherwise;
        }
        Optional<Timestamp> timestamp = Timestamp.parse(text, file.modified());
        if (timestamp.isEmpty()) {
            odd = odd.or(() -> Optional.of(printable(text)));
            return otherwise;
        }
        if (timestamp.get().guessed()) {
            guessed = guessed.or(() -> Optional.of(printable(text)));
        }
        Instant instant = timestamp.get().instant();
        Origin origin = timestamp.get().offset().isPresent() ? Origin.TIMESTAMP : Origin.LOCAL;
        return new ReportDate(instant, origin, Optional.of(instant.plus(duration.orElse(Duration.ZERO))));
    }

    Optional<Finding> finding() {
        return odd.map(text -> Finding.warning("Report " + file.path() + " has a timestamp of \"" + text
                        + "\", which is not a date: the date of such tests is that of their suite, or of the file."))
                .or(() -> guessed.map(text -> Finding.warning("Report " + file.path() + " has a timestamp of \"" + text
                        + "\", which does not tell the day from the month: the day is taken as first."
                        + " Let the tool write dates such as 2024-01-31.")));
    }

    private static String printable(String text) {
        return BoundedText.of(text, 60);
    }
}
