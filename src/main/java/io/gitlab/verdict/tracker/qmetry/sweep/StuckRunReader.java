package io.gitlab.verdict.tracker.qmetry.sweep;

import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.wire.DisplayDate;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads listed test case runs for a sweep. A run waits since its status was set, or since its suite run started.
 *
 * <p>Assumption: a suite run has a {@code startTime} as soon as one of its runs has got a status.
 */
record StuckRunReader(OpenApi api, QMetryProject project, QMetrySettings settings, Deadline deadline) {

    /** The verdict of a status, else its name; empty for Not Run in an automated suite. */
    String verdict(Status status, boolean automated) {
        if (status.notRun() && automated) {
            return "";
        }
        boolean blocked =
                project.statuses().of(Verdict.BLOCKED, settings.statuses()).equals(Optional.of(status));
        return blocked ? Verdict.BLOCKED.text() : status.name();
    }

    String verdict(Row row, boolean automated) {
        return status(row)
                .map(status -> verdict(status, automated))
                .orElseGet(() -> "unknown status " + row.id("runStatusID"));
    }

    boolean executed(Row row) {
        return status(row).filter(status -> !status.notRun()).isPresent();
    }

    private Optional<Status> status(Row row) {
        return project.statuses().byIdEverUsed(row.id("runStatusID"));
    }

    /** Since when a run waits; empty if it has not started. */
    Optional<Instant> waitingSince(Row row, StartedSuiteRun started) throws RefusedException {
        Optional<Instant> executed = endOfDay(row.text("executedAt"));
        return executed.isPresent() ? executed : started.since();
    }

    /** The end of the day of a displayed date; empty without a date. */
    Optional<Instant> endOfDay(String date) throws RefusedException {
        if (date.isBlank()) {
            return Optional.empty();
        }
        Optional<Instant> end = new DisplayDate(date).endOfDay(deadline.now());
        if (end.isEmpty()) {
            throw new RefusedException(
                    "QMetry returned the date \"" + api.mask(date) + "\" in an unknown format, so it is"
                            + " unknown which runs are stuck. Choose another date format in QMetry as the key's owner.");
        }
        return end;
    }

    StuckResult stuckResult(Row row, StartedSuiteRun started, Instant since) {
        return new StuckResult(
                started.suiteRun().id() + "/" + row.id("tcRunID", "tcrID"),
                Optional.of(row.text("entityKey")),
                verdict(row, started.automated()),
                started.build().name(),
                started.suite().text("entityKey"),
                started.suite().text("name"),
                Optional.empty(),
                since,
                Optional.of(settings.suitePage(started.suite().id("tsID", "id"))));
    }
}
