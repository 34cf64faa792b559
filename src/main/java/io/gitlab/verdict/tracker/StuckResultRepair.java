package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Verdict;
import java.util.Optional;

/**
 * A change to one execution.
 *
 * @param seen the execution just before
 * @param testCase id of the test case that it gets; empty: it keeps its own
 * @param verdict the verdict that it gets; empty: it keeps its own
 * @param sweep what the notes name the sweep by
 * @param note what the notes say besides what they said before, as plain text
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
