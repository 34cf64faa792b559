package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.StuckResult;
import java.util.Optional;

/**
 * An execution as it is just now, with what only a close look shows.
 *
 * @param execution the execution
 * @param version grows by one with every change
 * @param notes as the tracker keeps them
 * @param marker which result the notes say it is
 * @param sweep which sweep's repair the notes tell of
 */
public record StuckResultDetails(
        StuckResult execution, long version, String notes, Optional<ResultKey> marker, Optional<String> sweep) {
    public StuckResultDetails {
        requireNonNull(execution, "execution");
        requireNonNull(notes, "notes");
        requireNonNull(marker, "marker");
        requireNonNull(sweep, "sweep");
    }
}
