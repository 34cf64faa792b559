package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Check;
import java.io.Closeable;
import java.util.Collection;
import java.util.List;

/** Looks at all that publishing needs of a tracker, and leaves nothing behind there. */
public interface Examination extends Closeable {

    /**
     * Goes as far as it gets: what depends on a check that failed is told as skipped.
     *
     * @param testCases ids of the test cases whose state is of interest
     */
    List<Check> examine(Collection<String> testCases);
}
