package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.StuckResult;
import java.util.Optional;

/**
 * The current state of a stuck result.
 *
 * @param result the result
 * @param version increases by one with every change
 * @param notes its notes
 * @param marker the test case and date that the notes name
 * @param sweep the sweep that the notes name
 */
public record StuckResultDetails(
        StuckResult result, long version, String notes, Optional<ResultKey> marker, Optional<String> sweep) {
    public StuckResultDetails {
        requireNonNull(result, "result");
        requireNonNull(notes, "notes");
        requireNonNull(marker, "marker");
        requireNonNull(sweep, "sweep");
    }
}
