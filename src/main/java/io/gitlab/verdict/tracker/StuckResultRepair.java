package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Verdict;
import java.util.Optional;

/**
 * A change to one stuck result.
 *
 * @param seen the result as just read
 * @param testCase id of its new test case; empty: unchanged
 * @param verdict its new verdict; empty: unchanged
 * @param sweep the id of the sweep, for the notes
 * @param note plain text to add to the notes
 */
public record StuckResultRepair(
        StuckResultDetails seen, Optional<String> testCase, Optional<Verdict> verdict, String sweep, String note) {
    public StuckResultRepair {
        requireNonNull(seen, "seen");
        requireNonNull(testCase, "testCase");
        requireNonNull(verdict, "verdict");
        requireNonNull(sweep, "sweep");
        requireNonNull(note, "note");
    }
}
