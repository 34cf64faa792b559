package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Result;

/** One difference between the desired and the actual state. */
public sealed interface Change {

    /** The desired result. */
    Result result();

    /** The tracker does not hold the result. */
    record Create(Result result) implements Change {}

    /** The tracker holds the result, but it differs. */
    record Repair(Result result, StoredResult stored) implements Change {}

    /**
     * The tracker holds the result more than once, such as after two jobs published the same build at the same time. Only
     * a duplicate that this publication is proven to have created is deleted.
     *
     * @param stored the one to delete
     */
    record Remove(Result result, StoredResult stored) implements Change {}
}
