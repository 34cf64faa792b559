package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.supplement.WrittenReports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Shows that reports are perhaps of an earlier run, where no fence separates the runs. A run writes its reports one after
 * another, so a pause of hours between two reports separates runs.
 */
final class ReportAges {
    private static final Duration DAY = Duration.ofHours(24);

    private record Age(Instant modified, Path file) {}

    private final Instant now;
    private final List<Age> ages = new ArrayList<>();

    ReportAges(Instant now) {
        this.now = now;
    }

    void add(Path file, Instant modified) {
        if (!modified.equals(Instant.MAX)) {
            ages.add(new Age(modified, file));
        }
    }

    /** At most one warning. */
    Optional<Finding> finding() {
        if (ages.isEmpty()) {
            return Optional.empty();
        }
        ages.sort(Comparator.comparing(Age::modified));
        Age newest = ages.get(ages.size() - 1);
        if (Duration.between(newest.modified(), now).compareTo(DAY) > 0) {
            return Optional.of(warning("All " + ages.size() + " report files are older than a day; the newest is "
                    + written(newest) + ", and now is " + now));
        }
        int older = olderRun();
        return older == 0
                ? Optional.empty()
                : Optional.of(
                        warning(older + " of " + ages.size() + " report files are hours older than the others; the"
                                + " oldest is " + written(ages.get(0)) + ", the newest " + written(newest)));
    }

    /** The number of reports before the last pause. */
    private int olderRun() {
        for (int later = ages.size() - 1; later > 0; later--) {
            Duration pause = Duration.between(
                    ages.get(later - 1).modified(), ages.get(later).modified());
            if (pause.compareTo(WrittenReports.PAUSE) > 0) {
                return later;
            }
        }
        return 0;
    }

    private static String written(Age age) {
        return age.file() + ", written at " + age.modified();
    }

    private static Finding warning(String fact) {
        return Finding.warning(
                fact + ". They are perhaps of an earlier run, but are published. Run mvn clean before the"
                        + " tests, or set staleReports to publish if they belong to this run.");
    }
}
