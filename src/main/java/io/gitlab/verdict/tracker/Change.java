package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Result;

/** One difference between what should be and what is. */
public sealed interface Change {

    /** What should be. */
    Result result();

    /** The tracker does not hold the result. */
    record Create(Result result) implements Change {}

    /** The tracker holds the result, but not as it should be. */
    record Repair(Result result, StoredResult stored) implements Change {}

    /**
     * The tracker holds the result more than once, as after two jobs that published the same build at the same instant.
     * Only what proves to be of this very publication is deleted.
     *
     * @param stored the one that shall go
     */
    record Remove(Result result, StoredResult stored) implements Change {}
}
