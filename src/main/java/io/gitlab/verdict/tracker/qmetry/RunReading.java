package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a listed run says to a sweep. A run waits since it got its status, or since its execution began.
 *
 * <p>Assumption: {@code startTime} of an execution is there as soon as one of its runs got a status.
 */
record RunReading(OpenApi api, ProjectInfo project, QMetrySettings settings, Deadline deadline) {

    /** The verdict that a status stands for, else its name; empty for Not Run where a machine was to execute. */
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

    /** Empty for a run that nobody has begun. */
    Optional<Instant> waitingSince(Row row, BegunExecution place) throws RefusedException {
        Optional<Instant> executed = overAt(row.text("executedAt"));
        return executed.isPresent() ? executed : place.since();
    }

    /** When the day of a date that QMetry shows is over; empty without a date. */
    Optional<Instant> overAt(String date) throws RefusedException {
        if (date.isBlank()) {
            return Optional.empty();
        }
        Optional<Instant> over = new ShownDate(date).overAt(deadline.now());
        if (over.isEmpty()) {
            throw new RefusedException("QMetry shows the date \"" + api.mask(date) + "\", which Verdict cannot read, so"
                    + " that nobody knows what is stuck. Let the key's owner choose another date format in QMetry.");
        }
        return over;
    }

    StuckResult execution(Row row, BegunExecution place, Instant since) {
        return new StuckResult(
                place.suiteRun().id() + "/" + row.id("tcRunID", "tcrID"),
                Optional.of(row.text("entityKey")),
                verdict(row, place.automated()),
                place.build().name(),
                place.suite().text("entityKey"),
                place.suite().text("name"),
                Optional.empty(),
                since,
                Optional.of(settings.suite(place.suite().id("tsID", "id"))));
    }
}
