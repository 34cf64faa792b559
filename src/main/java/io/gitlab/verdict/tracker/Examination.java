package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Check;
import java.io.Closeable;
import java.util.Collection;
import java.util.List;

/** Checks everything that publishing needs from a tracker, without a lasting change there. */
public interface Examination extends Closeable {

    /**
     * Runs all checks; a check that depends on a failed one is reported as skipped.
     *
     * @param testCases ids of the test cases to check
     */
    List<Check> examine(Collection<String> testCases);
}
